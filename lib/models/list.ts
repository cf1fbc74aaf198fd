import { db } from '@/lib/db'
import { decodeCursor } from '@/lib/http/cursor'
import { containsPattern } from '@/lib/like'
import { keysetOrder, keysetSql, pageOf } from '@/lib/lists/keyset'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { Prisma, type Checkpoint } from '@/prisma/generated/client'
import { checkpointRead, classOf, ONLY_LITERATURE, REASONS, type Counts } from './render'
import { MAX_SUMMARY_LAYERS, type ModelQuery, type ModelSummary } from './schema'
import { missingOf } from '@/lib/http/missing'

const ORDER = 'id:asc'

export interface ModelPage {
  readonly items: ModelSummary[]
  readonly nextCursor: string | null
}

interface Row extends Counts {
  readonly id: number
  readonly value: number
  readonly repo: string
  readonly displayName: string | null
  readonly best_class: string | null
  readonly best_level: number | null
  readonly layers: number[] | null
}

/**
 * One page of the known models, in the order they were added. Counts are computed only for this page.
 * @throws AppError 400 `bad-cursor`
 */
export async function listModels(query: ModelQuery): Promise<ModelPage> {
  const { page, nextCursor } = pageOf(await db.$queryRaw<Row[]>(modelPageSql(query)), query.limit, ORDER)
  const checkpoints = await latestCheckpoints(page.map(({ id }) => id))
  return { items: page.map((row) => summaryOf(row, checkpoints.get(row.id) ?? null)), nextCursor }
}

/** The query of one page; exported so that a test can inspect its plan. */
export function modelPageSql({ search, limit, cursor }: ModelQuery): Prisma.Sql {
  const page = keysetSql({
    columns: Prisma.sql`repo, display_name`,
    from: Prisma.sql`models`,
    id: Prisma.sql`id`,
    value: Prisma.sql`id`,
    type: 'int',
    where: search === undefined ? [] : [Prisma.sql`repo ilike ${containsPattern(search)}`],
    order: 'asc',
    after: cursor === undefined ? null : decodeCursor(ORDER, cursor),
    limit,
  })
  return Prisma.sql`
    select page.id, page.value, page.repo, page.display_name as "displayName", w.*, s.set_count
    from (${page}) page
    cross join lateral (
      select count(*)::int as weight_count, (count(*) filter (where level >= ${VERIFIED_FROM}))::int as verified_count,
             min(class) as best_class, max(level) as best_level, (array_agg(distinct layer))[1:${MAX_SUMMARY_LAYERS}::int] as layers
      from weights where model_id = page.id and not withdrawn
    ) w
    cross join lateral (select count(*)::int as set_count from sets where model_id = page.id and not withdrawn) s
    order by ${keysetOrder('asc')}`
}

async function latestCheckpoints(modelIds: readonly number[]): Promise<Map<number, Checkpoint>> {
  const rows = await db.checkpoint.findMany({
    where: { modelId: { in: [...modelIds] } },
    orderBy: [{ modelId: 'asc' }, { id: 'desc' }],
    distinct: ['modelId'],
  })
  return new Map(rows.map((row) => [row.modelId, row]))
}

function summaryOf(
  { id: _id, value: _value, displayName, best_class: best, layers, ...rest }: Row,
  checkpoint: Checkpoint | null,
): ModelSummary {
  const fields = {
    ...rest,
    schema_version: 1 as const,
    url: `/models/${rest.repo}`,
    display_name: displayName,
    best_class: classOf(best),
    layers: layers ?? [],
    checkpoint: checkpoint && checkpointRead(checkpoint),
  }
  const reasons = {
    ...REASONS,
    best_class: 'No report covers a coordinate of it.',
    best_level: 'It has no coordinate on record.',
    checkpoint: ONLY_LITERATURE,
  }
  return { ...fields, missing: missingOf(fields, reasons) }
}
