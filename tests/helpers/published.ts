import { importLiterature } from '@/lib/literature/import'
import { listWeights } from '@/lib/records/list'
import { WeightQuery, type WeightRecord } from '@/lib/weights/schema'
import { useDatabase } from './database'

/** A database with the whole published literature, for suites that only read it. */
export function usePublished(): void {
  useDatabase({ keep: true })
  beforeAll(async () => {
    await importLiterature()
  })
}

/** The records of one repo, in the order of their ids. */
export async function recordsOf(repo: string): Promise<WeightRecord[]> {
  const { items } = await listWeights(WeightQuery.parse({ model: repo, limit: 200 }))
  return items.filter((record) => record.repo === repo)
}

/** The record at a row and column as stored. */
export async function recordAt(repo: string, layer: number, row: number, col: number): Promise<WeightRecord> {
  const found = (await recordsOf(repo)).find((w) => w.layer === layer && w.row === row && w.col === col)
  if (!found) throw new Error(`no record ${repo} layer ${layer} [${row}, ${col}]`)
  return found
}
