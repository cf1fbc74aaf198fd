import { ProgressBar } from '@/components/submissions/progress-bar'
import { duration } from '@/components/text/format'
import { Time } from '@/components/text/time'
import type { QueueRun } from '@/lib/submissions/queue-schema'
import { SubmissionName } from './name'

/** The runs in progress, each with its stage and when its worker was last heard of. */
export function RunningList({ runs, asOf }: { runs: readonly QueueRun[]; asOf: string }) {
  return (
    <ul className="space-y-8">
      {runs.map((run) => (
        <li key={run.id} data-row className="max-w-prose">
          <SubmissionName named={run} />
          <ProgressBar progress={run.progress} />
          {run.progress && run.progress.total > 1 && (
            <p className="text-note text-muted">
              Step {run.progress.done} of {run.progress.total} of this stage
            </p>
          )}
          <p className="mt-2 text-note text-muted">
            Started <Time at={run.started_at} exact />
            {run.attempt > 1 && <> (run {run.attempt})</>}
            {run.worker !== null && <> by {run.worker}</>}; {heard(run, asOf)}. {ends(run)}
          </p>
        </li>
      ))}
    </ul>
  )
}

const ends = ({ estimate_seconds: seconds }: QueueRun) =>
  seconds < 1 ? 'It should end at any moment.' : `Ends in about ${duration(seconds)}.`

function heard({ heartbeat_at: at }: QueueRun, asOf: string): string {
  if (at === null) return 'its worker is lost, and another will take it'
  return `its worker was heard of ${duration((Date.parse(asOf) - Date.parse(at)) / 1_000)} ago`
}
