import { BUTTON, FIELD, QUIET_BUTTON } from '@/components/form/controls'
import type { Status } from '@/lib/protocol/states'
import { MaintainForm, type MaintainProblem } from './maintain-form'

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

/** What a maintainer may do with a submission, with a public reason; others see nothing of it. */
export function Maintain({
  status,
  may,
  action,
}: {
  status: Status
  may: boolean
  action: (problem: MaintainProblem, data: FormData) => Promise<MaintainProblem>
}) {
  const offered = may ? (OFFERED[status] ?? []) : []
  if (offered.length === 0) return <MaintainForm action={action} />
  return (
    <section aria-labelledby="maintain" className="mt-12 max-w-prose print:hidden">
      <h2 id="maintain" className="mb-4 border-b border-edge pb-2 text-[1.1875rem]">
        For maintainers
      </h2>
      <MaintainForm action={action}>
        <label htmlFor="reason" className="mb-1 block text-note text-muted">
          Reason, for everybody to read
        </label>
        <input id="reason" name="reason" required minLength={3} maxLength={500} className={FIELD} autoComplete="off" />
        <div className="mt-3 flex flex-wrap gap-3">
          {offered.map(([what, words]) => (
            <button key={what} name="what" value={what} className={what === 'stop' ? QUIET_BUTTON : BUTTON}>
              {words}
            </button>
          ))}
        </div>
      </MaintainForm>
    </section>
  )
}
