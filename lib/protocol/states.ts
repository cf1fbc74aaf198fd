/** Every state of a submission, in the order a reader meets them (protocol.md, section 6). */
export const STATUSES = [
  'received',
  'screened',
  'queued',
  'running',
  'accepted',
  'not-confirmed',
  'searched',
  'invalid',
  'blocked',
  'cancelled',
  'failed',
] as const
export type Status = (typeof STATUSES)[number]

const ENDED: readonly Status[] = ['accepted', 'not-confirmed', 'searched', 'invalid', 'blocked', 'cancelled', 'failed']

/** Whether nothing more will happen by itself. */
export function isEnded(status: Status): boolean {
  return ENDED.includes(status)
}
