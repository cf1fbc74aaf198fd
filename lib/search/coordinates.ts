import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'
import type { Place } from './read-question'
import type { SearchResult } from './schema'

interface Row {
  readonly id: number
  readonly repo: string
  readonly tensor: string
  readonly row: number
  readonly col: number
  readonly level: number
  readonly withdrawn: boolean
  readonly commit: string | null
}

/**
 * The records at one of these places, best-evidenced first: of the named models, or of any where none is named.
 * @param models ids, the best first
 */
export async function findCoordinates(
  places: readonly Place[],
  models: readonly number[],
  limit: number,
): Promise<SearchResult[]> {
  if (places.length === 0) return []
  const rows = await db.$queryRaw<Row[]>`
    select w.id, m.repo, w.tensor, w."row", w.col, w.level, w.withdrawn, w.commit
    from weights w join models m on m.id = w.model_id
    where (${Prisma.join(places.map(atPlace), ' or ')})
      and ${models.length === 0 ? Prisma.sql`true` : Prisma.sql`w.model_id in (${Prisma.join([...models])})`}
    order by ${rankOf(models)}, w.level desc, array_position(array['A', 'B', '', 'C', 'D'], coalesce(w.class, '')::text), w.id
    limit ${limit}`
  return rows.map(resultOf)
}

function atPlace({ layer, expert, row, col }: Place): Prisma.Sql {
  const inLayer =
    layer === null ? Prisma.sql`true` : Prisma.sql`w.layer = ${layer} and w.expert is not distinct from ${expert}::int`
  return Prisma.sql`(w."row" = ${row} and w.col = ${col} and ${inLayer})`
}

const rankOf = (models: readonly number[]) =>
  models.length === 0
    ? Prisma.sql`1`
    : Prisma.sql`array_position(array[${Prisma.join([...models])}]::int[], w.model_id)`

function resultOf({ id, repo, tensor, row, col, commit, ...known }: Row): SearchResult {
  const name = printId('weight', id)
  const at = commit === null ? null : `at ${commit.slice(0, 10)}`
  return {
    kind: 'weight',
    name,
    url: `/weights/${name}`,
    title: `${tensor}[${row}, ${col}]`,
    detail: [repo, name, at, evidenceOf(known)].filter((part) => part !== null).join(' · '),
    score: 1,
  }
}

/** What a record rests on, in a word or two. */
export function evidenceOf({ level, withdrawn }: { readonly level: number; readonly withdrawn: boolean }): string {
  if (withdrawn) return 'withdrawn'
  if (level >= VERIFIED_FROM) return 'verified here'
  return level === 0 ? 'published, no commit' : 'not verified'
}
