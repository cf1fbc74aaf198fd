import { duration } from '@/components/text/format'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { Link } from '@/components/site/link'

/** What happens next, in a sentence, for every state. */
export function NextStep({ submission }: { submission: SubmissionRecord }) {
  return <p className="max-w-prose leading-7">{sentence(submission)}</p>
}

function sentence(submission: SubmissionRecord): React.ReactNode {
  switch (submission.status) {
    case 'received':
      return submission.kind === 'search'
        ? 'Next, the checkpoint’s header is read from the Hub. If the Hub does not respond, the registry keeps trying; you need not stay.'
        : 'Next, the checkpoint’s header and the one value are read from the Hub. If the Hub does not respond, the registry keeps trying; you need not stay.'
    case 'searched':
      return submission.search?.answers.length === 0 ? (
        'Nothing to claim: what was tried, and how far the search went, is shown below.'
      ) : (
        <>
          What was found is shown{' '}
          <a href="#result" className="link">
            below
          </a>
          . It is in the registry once it has been claimed and verified.
        </>
      )
    case 'screened':
      return 'The checkpoint was read. Next, a job is queued for a worker.'
    case 'queued':
      return submission.queue ? <Queued queue={submission.queue} /> : 'A worker takes it as soon as one is free.'
    case 'running':
      return submission.kind === 'search'
        ? 'The verifier is searching. You may close this page and come back.'
        : 'The verifier is at work. The site will compute the verdict from its raw numbers. You may close this page and come back.'
    case 'accepted':
      return <Records submission={submission} words="It is in the registry:" />
    case 'not-confirmed':
      return (
        <Records
          submission={submission}
          words="The claim was not confirmed. It stays on record with the check that failed:"
        />
      )
    default:
      return 'Nothing more will happen with this submission.'
  }
}

function Queued({ queue }: { queue: NonNullable<SubmissionRecord['queue']> }) {
  const { lane, position, starts_in_seconds: starts, estimate_seconds: ends } = queue
  const place = position === 1 ? 'It is next' : `It is number ${position}`
  return (
    <>
      {place} in the{' '}
      <Link href="/queue" className="link">
        queue
      </Link>{' '}
      of {lane} models: it starts {starts < 1 ? 'at once' : `in about ${duration(starts)}`} and ends in about{' '}
      {duration(ends)}, by the speed of the last runs. You may close this page and come back.
    </>
  )
}

function Records({ submission, words }: { submission: SubmissionRecord; words: string }) {
  const links = [
    ...submission.weights.map((id) => [`/weights/${id}`, id] as const),
    ...(submission.set ? [[`/sets/${submission.set}`, submission.set] as const] : []),
    ...(submission.report ? [[`/reports/${submission.report}`, 'the report'] as const] : []),
  ]
  return (
    <>
      {words}{' '}
      {links.map(([href, name], i) => (
        <span key={href}>
          {i > 0 && ', '}
          <Link href={href} className="link tabular whitespace-nowrap">
            {name}
          </Link>
        </span>
      ))}
      .
    </>
  )
}
