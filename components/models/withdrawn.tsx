import { Link } from '@/components/site/link'
import { Note } from '@/components/text/note'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { WithdrawnRecord } from '@/lib/challenges/withdrawn-of-model'

/** The withdrawn records of a model: whoever used one before must hear of it here. */
export function WithdrawnSection({ records }: { records: readonly WithdrawnRecord[] }) {
  if (records.length === 0) return null
  return (
    <Section
      id="withdrawn"
      title="Withdrawn"
      intro="Records of this model that were withdrawn after a challenge. They are left out of everything else on this page."
    >
      <ul className="max-w-3xl space-y-2">
        {records.map(({ id, url, title, at, reason, challenge }) => (
          <li key={id} className="border-t border-rule pt-2">
            <Link href={url} className="link tabular">
              {id}
            </Link>
            , <span className="wrap-anywhere">{title}</span>, <Time at={at} />, after{' '}
            <Link href={`/challenges/${challenge}`} className="link tabular">
              {challenge}
            </Link>
            :
            <div className="mt-1">
              <Note text={reason} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
