import { Link } from '@/components/site/link'
import { Notice } from '@/components/site/notice'
import { plural } from '@/components/text/format'
import type { ChallengeSummary } from '@/lib/challenges/record-schema'
import { CHALLENGE_REASONS } from '@/lib/challenges/reasons'

/** Heads a record that somebody challenges, while nobody has decided. */
export function ChallengedNotice({ challenges = [] }: { challenges?: readonly ChallengeSummary[] | undefined }) {
  const open = challenges.filter(({ state }) => state === 'open')
  if (open.length === 0) return null
  return (
    <Notice
      title={
        open.length === 1 ? 'This record is challenged' : `This record has ${plural(open.length, 'open challenge')}`
      }
    >
      <ul>
        {open.map(({ id, url, reason }) => (
          <li key={id}>
            <Link href={url} className="link tabular whitespace-nowrap">
              {id}
            </Link>
            : {CHALLENGE_REASONS[reason].title}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
