import { db } from '@/lib/db'
import { runLookup } from '@/lib/descendants/run'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import { useDatabase } from '../../../helpers/database'
import { useHub } from '../../../helpers/registry'
import { ask, askTwice, post } from '../ask'
import { fileFor, SINGLE, submit } from '../filed'

useDatabase({ keep: true })
useHub()
const PATH = `/api/v1/models/${SINGLE.repo}/descendants`
beforeAll(async () => {
  await fileFor(await submit(SINGLE))
  await submit({ repo: 'demo/tiny-plain', coordinates: ['1:5:6'] })
})

test('200: before the first reading there is what is compared, and nothing else', async () => {
  expect(await (await ask(PATH)).json()).toMatchObject({ lookup: null, weights: [{ row: 23, col: 88 }], items: [] })
})

test('200: POST has them read, and GET says how far that has come', async () => {
  const asked = (await (await post(PATH)).json()) as DescendantsRecord
  expect(asked.lookup).toMatchObject({ state: 'waiting', read: 0 })
  const { id } = await db.model.findUniqueOrThrow({ where: { repo: SINGLE.repo } })
  await runLookup(id, new AbortController().signal)
  const read = (await (await askTwice(PATH)).json()) as DescendantsRecord
  expect(read.lookup).toMatchObject({ state: 'done', read: 2 })
  expect(read.items.map(({ repo }) => repo)).toEqual(['demo/single-zeroed', 'demo/single-tuned'])
  // A moment later it is not asked for again.
  expect(((await (await post(PATH)).json()) as DescendantsRecord).lookup).toMatchObject({ state: 'done' })
})

test.each(['demo/tiny-plain', 'nobody/nothing'])('404: of %s nothing is verified', async (repo) => {
  for (const send of [ask, post]) {
    const response = await send(`/api/v1/models/${repo}/descendants`)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'not-found'])
  }
})

test('308: another case of the name leads to the right one', async () => {
  const response = await ask('/api/v1/models/Demo/Tiny-Single/descendants')
  expect([response.status, response.headers.get('location')]).toEqual([308, PATH])
})
