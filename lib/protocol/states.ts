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
const STOPS = ['invalid', 'blocked', 'cancelled', 'failed'] as const

/**
 * Legal changes of state. `running -> queued` is a job resumed after its worker died; `blocked -> received` and `failed -> received` a claim reopened
 * once the reason that ended it has passed. The database holds the same table in the function `submission_change_is_legal` (migrations); a test
 * compares the two.
 */
export const LEGAL_CHANGES: Readonly<Record<Status, readonly Status[]>> = {
  received: ['screened', ...STOPS],
  screened: ['queued', ...STOPS],
  queued: ['running', ...STOPS],
  running: ['queued', 'accepted', 'not-confirmed', 'searched', ...STOPS],
  accepted: [],
  'not-confirmed': [],
  searched: [],
  invalid: [],
  blocked: ['received'],
  cancelled: [],
  failed: ['received'],
}

/** Whether nothing more will happen by itself. */
export function isEnded(status: Status): boolean {
  return ENDED.includes(status)
}
