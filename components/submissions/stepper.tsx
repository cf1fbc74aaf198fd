import { Link } from '@/components/site/link'
import { Mark, type MarkKind } from '@/components/status/mark'
import { Time } from '@/components/text/time'
import { reasonFacts, reasonPath } from '@/lib/reasons'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { stagesOf, type Stage } from './stages'

const MARKS: Readonly<Record<Stage['state'], MarkKind>> = { done: 'yes', now: 'now', stopped: 'no', ahead: 'open' }
const WORDS: Readonly<Record<Stage['state'], string>> = {
  done: 'done',
  now: 'now',
  stopped: 'stopped here',
  ahead: 'ahead',
}

/** The stages of a submission, each with its time and reason. */
export function Stepper({ submission, children }: { submission: SubmissionRecord; children?: React.ReactNode }) {
  return (
    <ol>
      {stagesOf(submission).map((stage) => (
        <li
          key={stage.name}
          className="relative flex gap-4 pb-6 last:pb-0"
          aria-current={stage.state === 'now' ? 'step' : undefined}
        >
          <Mark kind={MARKS[stage.state]} className="relative mt-1.5 bg-paper" />
          <span
            aria-hidden="true"
            className="absolute top-7 bottom-0 left-[7px] border-l border-rule in-[li:last-child]:hidden"
          />
          <div className="min-w-0 grow">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className={stage.state === 'ahead' ? 'text-muted' : 'font-semibold'}>
                {capital(stage.name)}
                <span className="sr-only">, {WORDS[stage.state]}</span>
              </span>
              {stage.at && (
                <span className="text-note text-muted">
                  <Time at={stage.at} exact />
                </span>
              )}
            </p>
            <p
              className={`max-w-prose text-[0.9375rem] leading-6 wrap-break-word ${stage.state === 'ahead' ? 'text-muted' : ''}`}
            >
              {stage.reason}
              {stage.code && (
                <>
                  {' '}
                  <Link href={reasonPath(stage.code)} className="link whitespace-nowrap">
                    About “{reasonFacts(stage.code).title}”
                  </Link>
                </>
              )}
            </p>
            {stage.state === 'now' && children}
          </div>
        </li>
      ))}
    </ol>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
