import { addSearched, isRight, nameOf, SEARCH_CASES } from '@/scripts/bench/search-queries'
import { withClient } from '@/scripts/postgres/databases'
import { importLiterature } from '@/lib/literature/import'
import { search } from '@/lib/search/search'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })

const MOST_MISSES = 0.05

test('of 200 questions as people type them, the right answer comes first for at least 95 in a hundred', async () => {
  expect(SEARCH_CASES).toHaveLength(200)
  await importLiterature()
  await withClient(process.env.DATABASE_URL ?? '', addSearched)
  const misses: string[] = []
  for (const one of SEARCH_CASES) {
    const name = await nameOf(one)
    const answer = await search({ q: one.q, limit: 5 })
    const first = answer.groups[0]?.results[0]
    if (!isRight(answer, one.kind, name)) misses.push(`${one.q}: ${first?.kind} ${first?.name} instead of ${one.name}`)
  }
  expect(misses.length > SEARCH_CASES.length * MOST_MISSES ? misses : []).toEqual([])
})
