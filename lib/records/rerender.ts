import { db, type Db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'
import { fillGauges, gaugesAreDue } from '@/lib/reports/gauges'
import { KINDS } from './kinds'
import { lockModel } from './lock'
import { renew } from './renew'
import { TABLES } from './tables'

/** Stored with the versions that it writes. */
const CAUSE = 'Rendered again from its claims and reports by a newer release.'

/** Records of one transaction: a second or so, for which whoever files a report of the same model waits. */
const BATCH = 50
/** A batch on a slow disk, behind others that write the same model's records. */
const BATCH_LIMIT = { timeout: 60_000, maxWait: 60_000 } as const

export interface RerenderProgress {
  /** Records rendered so far. */
  readonly done: number
  readonly total: number
  /** Of those, the ones that got a new version. */
  readonly changed: number
  /** At the pace so far; null before the first batch. */
  readonly secondsLeft: number | null
}

/**
 * Computes the gauges of reports that have none, and renders every record again from its claims and reports, model by model, and writes those that differ as their next version. A second run changes
 * nothing. It may be stopped at any time: what is done stays, and the next run passes over it. Readers and writers go on meanwhile.
 * @param onProgress called after every batch
 */
export async function rerenderAll(
  onProgress: (progress: RerenderProgress) => void = () => undefined,
): Promise<RerenderProgress> {
  await fillGauges()
  const total = (await db.weight.count()) + (await db.set.count()) + (await db.model.count())
  const begun = performance.now()
  let progress: RerenderProgress = { done: 0, total, changed: 0, secondsLeft: null }
  const renewed = (records: number, changed: number) => {
    const done = progress.done + records
    const left = ((performance.now() - begun) / 1000 / done) * Math.max(total - done, 0)
    progress = { done, total, changed: progress.changed + changed, secondsLeft: Math.round(left) }
    onProgress(progress)
  }
  // Those without any version first: until then they have no page.
  const models = await db.model.findMany({
    select: { id: true, repo: true },
    orderBy: [{ version: 'asc' }, { id: 'asc' }],
  })
  for (const model of models) await rerenderModel(model, renewed)
  return progress
}

/** Sets before weights, which name their classes; the model, which lists both, last. */
async function rerenderModel(
  { id, repo }: { readonly id: number; readonly repo: string },
  renewed: (records: number, changed: number) => void,
): Promise<void> {
  const keys = { where: { modelId: id }, select: { id: true }, orderBy: { id: 'asc' } } as const
  const inBatches = async (kind: RecordKind, rows: readonly { readonly id: number }[]) => {
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH).map((row) => row.id)
      const changed = await db.$transaction(async (tx) => {
        await lockModel(tx, repo)
        return renew(tx, kind, batch, CAUSE)
      }, BATCH_LIMIT)
      renewed(batch.length, changed)
    }
  }
  await inBatches('set', await db.set.findMany(keys))
  await inBatches('weight', await db.weight.findMany(keys))
  await inBatches('model', [{ id }])
}

/** Whether a record's latest version was written in an older schema than today's, a model has none yet, or a report has no gauges: then `rerenderAll` is due. */
export async function rerenderIsDue(): Promise<boolean> {
  if (await gaugesAreDue()) return true
  if ((await db.model.count({ where: { version: 0 }, take: 1 })) > 0) return true
  for (const kind of ['model', 'set', 'weight'] as const) if (await hasOld(db, kind)) return true
  return false
}

/** Reads the number alone out of each body. */
async function hasOld(from: Db, kind: RecordKind): Promise<boolean> {
  const { rows, versions, key } = TABLES[kind]
  const [row] = await from.$queryRaw<{ old: boolean }[]>`
    select exists (
      select from ${rows} r join ${versions} v on v.${key} = r.id and v.version = r.version
      where coalesce((v.body ->> 'schema_version')::int, 0) < ${KINDS[kind].form.version}
    ) as old`
  return row?.old ?? false
}
