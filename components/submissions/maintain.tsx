import { ActForm } from '@/components/form/act-form'
import type { ActState } from '@/components/form/act-state'
import type { Status } from '@/lib/protocol/states'
import { MAX_ORDER_LENGTH } from '@/lib/intake/maintain/schema'

/** What a maintainer may do in each state, as the button of the form says it. */
const OFFERED: Readonly<Partial<Record<Status, readonly (readonly [what: string, words: string])[]>>> = {
  received: [
    ['priority', 'Give it priority'],
    ['stop', 'Stop it'],
  ],
  queued: [
    ['priority', 'Give it priority'],
    ['stop', 'Stop it'],
  ],
  screened: [['stop', 'Stop it']],
  running: [['stop', 'Stop it']],
  blocked: [['requeue', 'Queue it again']],
  failed: [['requeue', 'Queue it again']],
}

interface MaintainProps {
  readonly status: Status
  readonly action: (state: ActState, data: FormData) => Promise<ActState>
}

/** What a maintainer may do with a submission, with a public reason. */
export function Maintain({ status, action }: MaintainProps) {
  const offered = OFFERED[status] ?? []
  return (
    <section aria-labelledby={offered.length > 0 ? 'maintain' : undefined} className="mt-12 max-w-prose print:hidden">
      {offered.length > 0 && (
        <h2 id="maintain" className="mb-4 border-b border-edge pb-2 text-[1.1875rem]">
          For maintainers
        </h2>
      )}
      <ActForm
        id="order-text"
        offered={offered}
        label="Reason, for everybody to read"
        maxLength={MAX_ORDER_LENGTH}
        action={action}
      />
    </section>
  )
}
