import { db, type Db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { enqueueForModel, queue } from '@/lib/jobs/queue'
import { lockModel } from '@/lib/records/lock'
import { REFRESH_DAYS } from './schema'
import { VERIFIED_FROM } from '@/lib/weights/schema'

/** Whoever asks by hand may have just uploaded one. */
const LEAST_MINUTES = 10
/** Models for which one round asks: a round a minute catches up soon enough, and the Hub never sees more at once than one job sends. */
const MOST_A_ROUND = 5

/**
 * Has the models made from one read, unless that was asked for a moment ago or is under way.
 * @returns whether it was asked for now
 */
export async function askForLookup(model: { readonly id: number; readonly repo: string }): Promise<boolean> {
  await queue()
  return db.$transaction(async (tx) => {
    await lockModel(tx, model.repo)
    const lookup = await tx.descendantLookup.findUnique({ where: { modelId: model.id } })
    const recent = lookup !== null && Date.now() - lookup.askedAt.getTime() < LEAST_MINUTES * 60_000
    if (recent || lookup?.state === 'waiting' || lookup?.state === 'running') return false
    await ask(tx, model.id)
    return true
  })
}

async function ask(tx: Db, modelId: number): Promise<void> {
  const asked = { state: 'waiting', reason: null, toRead: 0, read: 0, askedAt: new Date() } as const
  await tx.descendantLookup.upsert({ where: { modelId }, create: { modelId, ...asked }, update: asked })
  await enqueueForModel(tx, JOBS.descendants, { model_id: modelId })
}

/** Asks for the models with verified records that were never looked up, or too long ago; and again for those whose job is gone. */
export async function askForDueLookups(): Promise<void> {
  const due = await db.$queryRaw<{ id: number; repo: string; pending: boolean }[]>`
    select m.id, m.repo, coalesce(l.state in ('waiting', 'running'), false) as pending from models m
    left join descendant_lookups l on l.model_id = m.id
    where exists (select from weights w where w.model_id = m.id and w.level >= ${VERIFIED_FROM} and w.class in ('A', 'B'))
      and (l.model_id is null or l.state in ('waiting', 'running') or l.finished_at < now() - make_interval(days => ${REFRESH_DAYS}))
    order by l.finished_at nulls first, m.id
    limit ${MOST_A_ROUND}`
  for (const { pending, ...model } of due)
    if (!pending) await askForLookup(model)
    else await db.$transaction((tx) => enqueueForModel(tx, JOBS.descendants, { model_id: model.id }))
}
