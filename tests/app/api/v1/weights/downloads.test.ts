import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { COLUMNS, fieldsOf, type FlatWeight } from '@/lib/weights/columns'
import { useDatabase } from '../../../../helpers/database'
import { ask } from '../../ask'

/** More than are read at once. */
const OWN = 2_500

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
  const { id: modelId } = await db.model.create({ data: { repo: '=cmd/many' } })
  const row = { modelId, col: 1, layer: 0, outputChannel: 1, inputNeuron: 1, value: -0.5 }
  await db.weight.createMany({
    data: Array.from({ length: OWN }, (_, i) => ({ ...row, row: i, tensor: i === 0 ? '@sum("a",\nb)' : 't' })),
  })
})

const json = async (query: string) => (await (await ask(`/api/v1/weights.json?${query}`)).json()) as FlatWeight[]
const csv = async (query: string) => (await (await ask(`/api/v1/weights.csv?${query}`)).text()).split('\r\n')

test('200: the JSON has every record of the filter once, in its order, however many', async () => {
  const rows = await json('organisation=%3Dcmd&sort=id&order=desc')
  expect(rows).toHaveLength(OWN)
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: OWN }, (_, i) => OWN - 1 - i))
  expect(Object.keys(rows[0] ?? {})).toEqual([...fieldsOf(COLUMNS)])
})

test('200: a published record says what is read, what is stated, and who states it', async () => {
  expect((await json('repo=huggyllama%2Fllama-7b'))[0]).toMatchObject({
    id: 'SW-000001',
    family: 'llama',
    layers: 32,
    layer: 2,
    relative_depth: 2 / 31,
    value: null,
    level: 0,
    verified: false,
    sources: expect.arrayContaining(['yu2024']),
    years: expect.arrayContaining([2024]),
  })
})

test('200: nothing that fits is an empty array and a table of names alone', async () => {
  expect(await json('family=no-such')).toEqual([])
  expect(await csv('family=no-such&columns=class')).toEqual(['id,url,repo,organisation,tensor,row,col,class', ''])
})

test('200: the table has the chosen columns, and a cell that would be a formula is text; a negative number stays one', async () => {
  const [head, first] = await csv('organisation=%3Dcmd&columns=value&columns=source')
  expect(head).toBe('id,url,repo,organisation,tensor,row,col,value,published_value,sources')
  expect(first).toMatch(/^SW-\d+,\/weights\/SW-\d+,'=cmd\/many,'=cmd,"'@sum\(""a"",\nb\)",0,1,-0\.5,,$/)
})

test('the download is a file', async () => {
  const response = await ask('/api/v1/weights.csv?family=olmo')
  expect(response.headers.get('content-type')).toMatch(/^text\/csv/)
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="super-weights.csv"')
  await response.text()
})

test.each(['limit=5', 'cursor=x', 'unit=channel'])('400: a download has no %s', async (query) => {
  expect((await ask(`/api/v1/weights.csv?${query}`)).status).toBe(400)
})

test('422: a column that is none', async () => {
  expect((await ask('/api/v1/weights.json?columns=colour')).status).toBe(422)
})
