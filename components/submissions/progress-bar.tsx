import type { Progress } from '@/lib/submissions/schema'

/** The verifier's current stage and the progress of the whole run. */
export function ProgressBar({ progress }: { progress: Progress | null }) {
  if (!progress)
    return <p className="mt-3 text-note text-muted">The verifier starts; its first message comes in a few seconds.</p>
  const percent = Math.round(100 * progress.fraction)
  return (
    <div className="mt-3 max-w-prose">
      <div
        role="progressbar"
        aria-label="Share of the run that is done"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1.5 bg-rule"
      >
        <svg width="100%" height="6" aria-hidden="true" className="block">
          <rect width={`${percent}%`} height="6" className="fill-accent" />
        </svg>
      </div>
      <p className="tabular mt-1.5 flex justify-between gap-4 text-note">
        <span>
          <span className="font-semibold">{progress.stage}</span> <span className="text-muted">{progress.message}</span>
        </span>
        <span className="text-muted">{percent} %</span>
      </p>
    </div>
  )
}
