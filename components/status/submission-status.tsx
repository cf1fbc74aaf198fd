import type { Status } from '@/lib/protocol/states'
import { Mark, type MarkKind } from './mark'

const WORDS: Readonly<Record<Status, readonly [MarkKind, string]>> = {
  received: ['now', 'received'],
  screened: ['now', 'screened'],
  queued: ['now', 'queued'],
  running: ['now', 'running'],
  accepted: ['yes', 'accepted'],
  'not-confirmed': ['no', 'not confirmed'],
  searched: ['yes', 'searched'],
  invalid: ['no', 'invalid'],
  blocked: ['no', 'blocked'],
  cancelled: ['no', 'cancelled'],
  failed: ['no', 'failed'],
}

/** A submission's state as icon and word. */
export function StatusBadge({ status }: { status: Status }) {
  const [mark, word] = WORDS[status]
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      <Mark kind={mark} className="translate-y-0.5" />
      {word}
    </span>
  )
}
