import { Link } from '@/components/site/link'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { KeepAnswer } from '@/lib/keep/answers/schema'
import type { Tried } from '@/lib/submissions/tried'

/** What was tried on a model and is not a super weight, and the searches of it: a negative result is a result. */
export function TriedSection({ tried, records }: { tried: readonly Tried[]; records: KeepAnswer['not_needed'] }) {
  if (tried.length === 0 && records.length === 0) return null
  return (
    <Section
      id="tried"
      title="Tried, and not confirmed"
      intro="Claims that a run did not confirm, records published as negative, and searches of the whole model."
    >
      <ul className="max-w-3xl space-y-2">
        {records.map(({ record, url, why }) => (
          <li key={record} className="border-t border-rule pt-2">
            <Link href={url} className="link tabular">
              {record}
            </Link>
            : {why}
          </li>
        ))}
        {tried.map(({ id, coordinates, reason, report, at }) => (
          <li key={id} className="border-t border-rule pt-2">
            <Link href={`/submissions/${id}`} className="link tabular">
              {id}
            </Link>
            , <Time at={at.toISOString()} />:{' '}
            {coordinates.length === 0 ? (
              'a search of the model. '
            ) : (
              <>
                <code className="font-mono text-[0.8125rem] wrap-anywhere">{coordinates.join(', ')}</code>.{' '}
              </>
            )}
            {reason}{' '}
            {report && (
              <Link href={`/reports/${report}`} className="link">
                Report
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
