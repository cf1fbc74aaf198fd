import { WeightIndex } from '@/components/facets/index-page'
import { ModelIndex } from '@/components/models/index-page'
import { SetIndex } from '@/components/sets/index-page'
import { readQuery } from '@/components/table/query'
import { importLiterature } from '@/lib/literature/import'
import { listModels } from '@/lib/models/list'
import { ModelQuery } from '@/lib/models/schema'
import { listSets } from '@/lib/records/list'
import { weightIndex } from '@/lib/records/weight-index'
import { SetQuery } from '@/lib/sets/schema'
import { WeightIndexQuery } from '@/lib/weights/schema'
import { ask } from '../../app/api/ask'
import { useDatabase } from '../../helpers/database'
import { html } from '../html'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

/** A page of a list at an address, as the site renders it. */
async function weights(params: Record<string, string | string[]>) {
  const { query, given } = readQuery(WeightIndexQuery, params)
  const page = await weightIndex(query)
  return { page, markup: html(<WeightIndex query={query} given={given} page={page} problem={null} />) }
}

/** What the links of a page to its files return, by ending and list. */
async function filesOf(markup: string): Promise<Record<string, Record<string, unknown>[]>> {
  const links = [...markup.matchAll(/href="(\/api\/v1\/(\w+)\.json[^"]*)"/g)]
  const files = links.map(async ([, path = '', list = '']) => {
    const response = await ask(path.replaceAll('&amp;', '&'))
    expect([path, response.status]).toEqual([path, 200])
    return [list, await response.json()] as const
  })
  return Object.fromEntries(await Promise.all(files))
}

test('the files of the index hold what the page shows: its filters, its order and its columns', async () => {
  const { page, markup } = await weights({
    family: ['llama', 'olmo'],
    class: 'none',
    sort: 'layer',
    order: 'desc',
    limit: '200',
    columns: ['family'],
  })
  const { weights: rows = [] } = await filesOf(markup)
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.map(({ id }) => id)).toEqual(page.weights?.items.map(({ id }) => id))
  expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(['id', 'repo', 'family']))
  expect(rows[0]).not.toHaveProperty('level')
})

test('grouped by model, the file has them in the same order', async () => {
  const { page, markup } = await weights({ group: 'model', sort: 'level', limit: '200' })
  const { weights: rows = [] } = await filesOf(markup)
  expect(rows.map(({ id }) => id)).toEqual(page.weights?.items.map(({ id }) => id))
})

test('each list of the page has its own files: weights, and the claims about other units', async () => {
  const { page, markup } = await weights({ unit: ['scalar', 'expert'], class: 'none', sort: 'model', group: 'model' })
  const { weights: rows = [], claims = [] } = await filesOf(markup)
  expect(rows).toHaveLength(page.counts.total)
  expect(claims).toHaveLength(page.claims?.items.length ?? 0)
  expect(new Set(claims.map(({ unit }) => unit))).toEqual(new Set(['expert']))
  expect(markup).toContain(`${claims.length} claims, of ${claims.length} in all.`)
})

test('sets and models have files of what is shown', async () => {
  const sets = readQuery(SetQuery, { class: 'none', sort: 'model', order: 'desc' })
  const setPage = await listSets(sets.query)
  const shownSets = await filesOf(html(<SetIndex {...sets} page={setPage} />))
  expect(shownSets['sets']?.map(({ id }) => id)).toEqual(setPage.items.map(({ id }) => id))
  const models = readQuery(ModelQuery, { search: 'olmo' })
  const modelPage = await listModels(models.query)
  const shownModels = await filesOf(html(<ModelIndex {...models} page={modelPage} />))
  expect(shownModels['models']?.map(({ repo }) => repo)).toEqual(modelPage.items.map(({ repo }) => repo))
})
