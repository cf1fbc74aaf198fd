import type { ChallengeAct } from '@/lib/challenges/life'
import { CHALLENGE_INCLUDE, challengeRecord } from '@/lib/challenges/render'
import { db } from '@/lib/db'
import type { Entry } from './atom'
import { MAX_ENTRIES } from './entries'

const DONE: Readonly<Record<ChallengeAct, string>> = {
  commented: 'commented on',
  'verified-again': 'answered by another run',
  upheld: 'answered: the record is upheld',
  withdrawn: 'answered: the record is withdrawn',
  retracted: 'taken back',
}

/** What happened to the latest challenges of records that rest on an account's claims, as entries of a feed. */
export async function challengeEntries(account: number): Promise<Entry[]> {
  const ids = await db.$queryRaw<{ id: number }[]>`
    with own as (
      select id, report_sha256 from submissions where account_id = ${account}
      union
      select s.id, s.report_sha256 from submission_joins j join submissions s on s.id = j.submission_id where j.account_id = ${account}
    )
    select id from challenges
    where weight_id in (select weight_id from claims where submission_id in (select id from own))
      or set_id in (select set_id from reports where sha256 in (select report_sha256 from own))
    order by id desc limit ${MAX_ENTRIES}`
  const rows = await db.challenge.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    include: CHALLENGE_INCLUDE,
  })
  return rows.flatMap((row) => {
    const { id, url, record, account: by, text, opened_at: openedAt, history } = challengeRecord(row)
    const about = `${record.id}, ${record.repo}`
    const opened: Entry = {
      id: `${url}#opened`,
      title: `${id} challenges ${about}`,
      page: url,
      at: new Date(openedAt),
      by,
      category: 'challenged',
      summary: text,
    }
    const acts = history.map(({ act, at, by: actor, text: why }, i): Entry => ({
      id: `${url}#event-${row.events[i]?.id}`,
      title: `${id} ${DONE[act]}: ${about}`,
      page: url,
      at: new Date(at),
      by: actor,
      category: act,
      summary: why,
    }))
    return [opened, ...acts]
  })
}
