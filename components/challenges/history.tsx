import { Link } from '@/components/site/link'
import { Note } from '@/components/text/note'
import { Time } from '@/components/text/time'
import type { ChallengeAct } from '@/lib/challenges/life'
import type { ChallengeRecord } from '@/lib/challenges/schema'

const DID: Readonly<Record<ChallengeAct, string>> = {
  commented: 'commented',
  'verified-again': 'had the record verified again',
  upheld: 'upheld the record',
  withdrawn: 'withdrew the record',
  retracted: 'took the challenge back',
}

/** Everything that happened to a challenge: who did what, when and why. */
export function ChallengeHistory({
  challenge: { account, opened_at: openedAt, history },
}: {
  challenge: Pick<ChallengeRecord, 'account' | 'opened_at' | 'history'>
}) {
  return (
    <ol className="max-w-prose space-y-5">
      <li>
        <Who handle={account} did="opened it" at={openedAt} />
      </li>
      {history.map(({ act, by, at, text }, i) => (
        <li key={i}>
          <Who handle={by} did={DID[act]} at={at} />
          <div className="mt-1 leading-7">
            <Note text={text} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Who({ handle, did, at }: { handle: string; did: string; at: string }) {
  return (
    <p>
      <Link href={`/people/${handle}`} className="link">
        {handle}
      </Link>{' '}
      {did}{' '}
      <span className="text-note text-muted">
        <Time at={at} exact />
      </span>
    </p>
  )
}
