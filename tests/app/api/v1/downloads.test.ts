import { CLAIMS } from '@/app/api/v1/downloads/claims'
import { MODELS } from '@/app/api/v1/downloads/models'
import { SETS } from '@/app/api/v1/downloads/sets'
import type { FlatClaim } from '@/lib/facets/flat-claim'
import { importLiterature } from '@/lib/literature/import'
import type { FlatModel } from '@/lib/models/flat'
import type { FlatSet } from '@/lib/sets/flat'
import { useDatabase } from '../../../helpers/database'
import { ask } from '../ask'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

/** Ids or names of what a list holds, in its order, page by page. */
async function listed(list: string, query: string, nameOf: (item: Record<string, unknown>) => unknown) {
  const names: unknown[] = []
  let cursor = ''
  do {
    const page = await ask(`/api/v1/${list}?${query}&limit=7${cursor && `&cursor=${cursor}`}`)
    const { items, next_cursor: next } = (await page.json()) as {
      items: Record<string, unknown>[]
      next_cursor: string | null
    }
    names.push(...items.map(nameOf))
    cursor = next ?? ''
  } while (cursor !== '')
  return names
}

const rowsOf = async <Row>(list: string, query = '') =>
  (await (await ask(`/api/v1/${list}.json?${query}`)).json()) as Row[]

const DOWNLOADS = [SETS, CLAIMS, MODELS]

test.each([
  ['sets', 'sort=model&order=desc', 'id'],
  ['claims', 'unit=channel&unit=expert', 'repo'],
  ['models', 'search=llama', 'repo'],
] as const)('200: the rows of %s are those of its list, in its order', async (list, query, name) => {
  const names = (await rowsOf<Record<string, unknown>>(list, query)).map((row) => row[name])
  expect(names.length).toBeGreaterThan(1)
  expect(names).toEqual(await listed(list, query, (item) => item[name]))
})

test.each(DOWNLOADS.map((download) => [download.list, download] as const))(
  '200: the rows of %s are as documented, and the table has the same fields and as many lines',
  async (list, { row, file }) => {
    const rows = await rowsOf<object>(list)
    for (const one of rows) expect(row.parse(one)).toEqual(one)
    const csv = await ask(`/api/v1/${list}.csv`)
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="${file}.csv"`)
    const [head, ...lines] = (await csv.text()).split('\r\n')
    expect(head?.split(',')).toEqual(Object.keys(rows[0] ?? {}))
    expect(lines.filter((line) => line !== '')).toHaveLength(rows.length)
  },
)

test('200: a set says its members, their coordinates and who lists them together', async () => {
  const [set] = await rowsOf<FlatSet>('sets')
  expect(set).toMatchObject({ id: 'SS-000001', url: '/sets/SS-000001', damage: null, damage_infinite: false, level: 0 })
  expect(set?.repo.startsWith(`${set.organisation}/`)).toBe(true)
  expect(set?.members.length).toBe(set?.coordinates.length)
  expect(set?.coordinates[0]).toMatch(/\.weight\[\d+, \d+\]$/)
  expect(set?.sources).not.toEqual([])
})

test('200: a claim says what it names and who states it, and a model how much is on record', async () => {
  const [claim] = await rowsOf<FlatClaim>('claims', 'unit=expert')
  expect(claim).toMatchObject({ unit: 'expert', channel: null, polarity: 'claims' })
  expect(claim?.sources).not.toEqual([])
  expect(await rowsOf<FlatModel>('models', 'search=huggyllama%2Fllama-7b')).toEqual([
    expect.objectContaining({ repo: 'huggyllama/llama-7b', weights: 1, verified: 0, commit: null, record_layers: [2] }),
  ])
})

test.each(DOWNLOADS.flatMap(({ list }) => [`${list}.csv?limit=5`, `${list}.json?cursor=x`]))(
  '400: %s: a download has all rows',
  async (path) => {
    expect((await ask(`/api/v1/${path}`)).status).toBe(400)
  },
)
