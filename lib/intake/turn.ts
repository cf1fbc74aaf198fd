import type { Db } from '@/lib/db'
import type { Lane } from '@/lib/jobs/lanes'

/**
 * The turn of an account's next run in a lane. Runs start in the order of their turns, so each account has one run in every round: an account's runs
 * take consecutive turns, and whoever comes new joins the round that runs now, behind one run of each account that waits (start-time fair queueing).
 * What was cancelled before it ran has used up no turn.
 */
export async function nextTurn(tx: Db, accountId: number, lane: Lane): Promise<number> {
  const [row] = await tx.$queryRaw<{ turn: number }[]>`
    select greatest(
      (select max(turn) + 1 from submissions
       where account_id = ${accountId} and lane = ${lane}::lane and (status = 'queued' or attempts > 0)),
      (select max(turn) from submissions where lane = ${lane}::lane and attempts > 0),
      0
    )::int as turn`
  return row?.turn ?? 0
}

/** The turn that runs now in a lane, or ran last. */
export async function turnNow(tx: Db, lane: Lane): Promise<number> {
  const { _max } = await tx.submission.aggregate({ _max: { turn: true }, where: { lane, attempts: { gt: 0 } } })
  return _max.turn ?? 0
}
