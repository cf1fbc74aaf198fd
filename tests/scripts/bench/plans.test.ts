import { Client } from 'pg'
import { db } from '@/lib/db'
import { fillIndex } from '@/scripts/bench/fill-index'
import { listCases } from '@/scripts/bench/list-cases'
import { planOf } from '@/scripts/bench/plan'
import { useDatabase } from '../../helpers/database'

/** Large enough that PostgreSQL's planner weighs an index against reading everything as it does on a grown registry. */
const SIZE = { models: 20_000, weights: 40_000, submissions: 6_000 }

useDatabase({ keep: true })
beforeAll(async () => {
  const client = new Client({ connectionString: String(process.env.DATABASE_URL) })
  await client.connect()
  await fillIndex(client, SIZE)
  await client.end()
})

test.each(listCases().map(({ title, sql, index, whole }) => [title, index, sql, whole] as const))(
  '%s goes along %s and reads no table from end to end',
  async (_, index, sql, whole = []) => {
    const plan = await planOf(db, sql)
    expect(plan.scanned.filter((table) => !whole.includes(table))).toEqual([])
    expect(plan.indexes.some((name) => name.startsWith(index))).toBe(true)
  },
)
