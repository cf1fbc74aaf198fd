import { Section } from '@/components/text/section'
import { exact } from '@/components/text/format'
import { Linked } from '@/components/text/linked'
import { Note } from '@/components/text/note'
import { Time } from '@/components/text/time'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** The other accounts that claim what a submission claims, in their own words. */
export function AlsoClaimed({ joined }: { joined: SubmissionRecord['joined'] }) {
  if (joined.length === 0) return null
  return (
    <Section id="also-claimed" title="Also claimed by">
      <ul className="space-y-4">
        {joined.map(({ account, source, note, claimed_value: value, at }) => (
          <li key={account} className="max-w-prose">
            <p>
              <span className="font-semibold">{account}</span>{' '}
              <span className="text-note text-muted">
                <Time at={at} exact />
                {value !== null && <>, value {exact(value)}</>}
              </span>
            </p>
            {source !== null && (
              <p className="wrap-break-word">
                <span className="text-muted">Source as given: </span>
                <Linked text={source} />
              </p>
            )}
            {note !== null && <Note text={note} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}
