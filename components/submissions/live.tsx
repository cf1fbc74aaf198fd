'use client'

import { lazy, Suspense } from 'react'
import { StatusBadge } from '@/components/status/submission-status'
import { NextStep } from './next-step'
import { ProgressBar } from './progress-bar'
import { Screened } from './screened'
import { Stepper } from './stepper'
import { useSubmission } from './use-submission'
import type { SubmissionRecord } from '@/lib/submissions/schema'

// Only where there is something to cancel, and only with scripts: a page may load 20 kB.
const CancelButton = lazy(() =>
  import('./cancel-button').then(({ CancelButton: component }) => ({ default: component })),
)

/** A submission, updated live. Rendered on the server first; without JavaScript it does not update. */
export function LiveSubmission({
  initial,
  mayCancel,
  words,
  history,
  instead,
  children,
}: {
  initial: SubmissionRecord
  mayCancel: boolean
  /** Source and note, which the server renders: the parser of Markdown is too large for a page. */
  words: React.ReactNode
  /** As the two below rendered on the server, which is asked for them again when the state changes. */
  history: React.ReactNode
  /** What to claim instead; `children` hold the outcome in full. */
  instead: React.ReactNode
  children: React.ReactNode
}) {
  const { submission, live, take } = useSubmission(initial)
  return (
    <>
      <p role="status" className="mt-3 text-[1.0625rem]">
        <span className="sr-only">State: </span>
        <StatusBadge status={submission.status} />
        {submission.attempts > 1 && <span className="text-muted"> run {submission.attempts}</span>}
        {live === 'polling' && <span className="text-note text-muted"> polling every few seconds</span>}
      </p>
      <div className="mt-10 grid gap-x-16 gap-y-12 lg:grid-cols-[1.1fr_1fr]">
        <Part id="stages" title="Stages">
          <Stepper submission={submission}>
            {submission.status === 'running' && <ProgressBar progress={submission.progress} />}
          </Stepper>
          {history}
          {mayCancel && live !== 'ended' && (
            <Suspense>
              <CancelButton id={submission.id} onCancelled={take} />
            </Suspense>
          )}
        </Part>
        <div className="space-y-10">
          <Part id="next" title={live === 'ended' ? 'Outcome' : 'What happens next'}>
            <NextStep submission={submission} />
            {instead}
          </Part>
          <Part id="found" title={submission.kind === 'search' ? 'Checkpoint' : 'What was found'}>
            <div className="space-y-6">
              <Screened submission={submission} />
              {words}
            </div>
          </Part>
        </div>
      </div>
      {children}
    </>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="mb-4 border-b border-edge pb-2 text-[1.1875rem]">
        {title}
      </h2>
      {children}
    </section>
  )
}
