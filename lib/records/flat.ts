import { db } from '@/lib/db'
import { facetSources, withSourcesOfYears } from '@/lib/facets/sources'
import { relativeDepth } from '@/lib/facets/ranges'
import { parseId, printId } from '@/lib/ids'
import { keysetOrder } from '@/lib/lists/keyset'
import { MOST_ROWS } from '@/lib/lists/all-pages'
import { organisationOf } from '@/lib/organisation'
import type { FlatWeight } from '@/lib/weights/columns'
import { VERIFIED_FROM, type WeightExportQuery } from '@/lib/weights/schema'
import type { Cursor } from '@/lib/http/cursor'
import { Prisma } from '@/prisma/generated/client'
import { pageOf } from './address'
import { keysSql, type KeysQuery } from './list'

/** Rows that are read at once. */
const BATCH = 1_000

interface Row extends Cursor {
  readonly value: string | number
  readonly repo: string
  readonly tensor: string
  readonly row: number
  readonly col: number
  readonly family: string | null
  readonly parameters: bigint | null
  readonly layers: number | null
  readonly layer: number
  readonly expert: number | null
  readonly output_channel: number
  readonly input_neuron: number
  readonly read_value: number | null
  readonly published_value: number | null
  readonly dtype: string | null
  readonly commit: string | null
  readonly class: string | null
  readonly level: number
  readonly published_negative: boolean
  readonly sources: readonly string[]
}

/** All rows of a filter, in its order, batch by batch: each is one query, made when the one before was taken. At most `MOST_ROWS` rows. */
export async function* flatWeights({ columns: _, ...given }: WeightExportQuery): AsyncGenerator<readonly FlatWeight[]> {
  const query = { ...(await withSourcesOfYears(given)), limit: BATCH }
  const years = await yearsOfSources()
  let after: Cursor | null = null
  for (let left = MOST_ROWS; left > 0; left -= BATCH) {
    const rows: Row[] = await db.$queryRaw<Row[]>(flatSql(query, after))
    const batch = rows.slice(0, Math.min(BATCH, left))
    if (batch.length > 0) yield batch.map((row) => flatOf(row, years))
    if (rows.length <= BATCH) return
    after = batch.at(-1) ?? null
  }
}

/** The rows of one batch and the one after it; exported so that a test can inspect its plan. */
export function flatSql(query: KeysQuery, after: Cursor | null): Prisma.Sql {
  return Prisma.sql`${rowsOf(keysSql('weight', query, after, OWN))} order by ${keysetOrder(query.order)}`
}

/** The rows of these weights, by name of the record. */
export async function flatWeightsOf(names: readonly string[]): Promise<ReadonlyMap<string, FlatWeight>> {
  const ids = names.flatMap((name) => parseId('weight', name) ?? [])
  const [rows, years] = await Promise.all([
    db.$queryRaw<Row[]>(
      rowsOf(Prisma.sql`select r.id, r.id as value, ${OWN} from weights r where r.id = any(${ids}::int[])`),
    ),
    yearsOfSources(),
  ])
  return new Map(rows.map((row) => [printId('weight', row.id), flatOf(row, years)]))
}

const yearsOfSources = async () => new Map([...(await facetSources())].map(([key, { year }]) => [key, year]))

/** Columns of `weights r` that a row has. */
const OWN = Prisma.sql`r.model_id, r.tensor, r."row", r.col, r.layer, r.expert, r.output_channel, r.input_neuron, r.value as read_value, r.dtype, r.commit, r.class, r.level, r.published_negative, r.sources`

/** @param page a query of weights with their ids, sort values and `OWN` */
function rowsOf(page: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select page.*, m.repo, m.family, m.parameters, m.layers,
           (select c.value from claims c where c.weight_id = page.id and c.value is not null and c.withdrawn_at is null order by c.id limit 1)
             as published_value
    from (${page}) page
    cross join lateral (select repo, family, parameters, layers from models where id = page.model_id limit 1) m`
}

function flatOf(row: Row, years: ReadonlyMap<string, number | null>): FlatWeight {
  const id = printId('weight', row.id)
  return {
    id,
    url: pageOf('weight', id),
    repo: row.repo,
    organisation: organisationOf(row.repo),
    tensor: row.tensor,
    row: row.row,
    col: row.col,
    family: row.family,
    parameters: row.parameters === null ? null : Number(row.parameters),
    layers: row.layers,
    layer: row.layer,
    expert: row.expert,
    relative_depth: relativeDepth(row.layer, row.layers),
    output_channel: row.output_channel,
    input_neuron: row.input_neuron,
    value: row.read_value,
    published_value: row.published_value,
    dtype: row.dtype,
    commit: row.commit,
    class: row.class,
    level: row.level,
    verified: row.level >= VERIFIED_FROM,
    published_as_negative: row.published_negative,
    sources: row.sources,
    years: [...new Set(row.sources.flatMap((key) => years.get(key) ?? []))].sort((a, b) => a - b),
  }
}
