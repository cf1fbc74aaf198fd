import { cpSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { db } from '@/lib/db'
import { askForDueLookups, askForLookup } from '@/lib/descendants/ask'
import { descendantsOf } from '@/lib/descendants/get'
import { runLookup } from '@/lib/descendants/run'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { fileFor, SINGLE, submit } from '@/tests/app/api/filed'
import { useDatabase } from '@/tests/helpers/database'
import { useHub } from '@/tests/helpers/registry'

useDatabase()
const hub = useHub()
// The reading process and the queue's tables start with the first test, beside whatever else the machine does.
jest.setTimeout(60_000)
const never = new AbortController().signal

/** A model of the hub whose card names demo/tiny-single. */
function upload(name: string, relation: string, from = 'tiny-single'): string {
  const folder = path.join(hub().root, 'demo', name)
  cpSync(path.join(hub().root, 'demo', from), folder, { recursive: true })
  writeFileSync(
    path.join(folder, 'README.md'),
    `---\nbase_model: demo/tiny-single\nbase_model_relation: ${relation}\n---\n`,
  )
  return folder
}

async function verifiedModel(): Promise<{ id: number; repo: string }> {
  await fileFor(await submit(SINGLE))
  return db.model.findUniqueOrThrow({ where: { repo: SINGLE.repo }, select: { id: true, repo: true } })
}

async function known(): Promise<DescendantsRecord> {
  const record = await descendantsOf(SINGLE.repo)
  if (record === null) throw new Error('There is nothing verified.')
  return record
}

const waitingJobs = async () => (await (await queue()).findJobs(JOBS.descendants)).length

test('of a verified weight, every model made from it is read, and compared bit for bit', async () => {
  upload('copied', 'finetune')
  upload('packed', 'quantized')
  upload('other-shape', 'merge', 'tiny-plain')
  const model = await verifiedModel()
  expect(await known()).toMatchObject({ lookup: null, items: [], weights: [{ row: 23, col: 88, value: 2.171875 }] })
  expect(await askForLookup(model)).toBe(true)
  expect((await known()).lookup).toMatchObject({ state: 'waiting', finished_at: null })
  await runLookup(model.id, never)
  const { lookup, items } = await known()
  expect(lookup).toMatchObject({ state: 'done', to_read: 4, read: 4, passed_over: 1, more: false, reason: null })
  expect(items).toMatchObject([
    { repo: 'demo/single-zeroed', values: [{ value: 0, compared: 'gone', change: -1, verified: false }] },
    { repo: 'demo/single-tuned', values: [{ value: 2.25, bits: '4010', compared: 'drifted' }] },
    { repo: 'demo/copied', commit: expect.stringMatching(/^[0-9a-f]{40}$/), values: [{ compared: 'same-bits' }] },
    { repo: 'demo/other-shape', commit: null, reason: { code: 'no-such-coordinate' }, values: [] },
  ])
  expect(items[1]?.values[0]?.change).toBeCloseTo(0.036, 3)
})

test('what is verified in a derived model, too, says so; one that has left the Hub is forgotten at the next reading', async () => {
  const folder = upload('leaving', 'finetune')
  const model = await verifiedModel()
  await fileFor(await submit({ repo: 'demo/single-tuned', coordinates: ['1:23:88'] }))
  await askForLookup(model)
  await runLookup(model.id, never)
  const verified = async () =>
    Object.fromEntries((await known()).items.map(({ repo, values }) => [repo, values[0]?.verified]))
  expect(await verified()).toMatchObject({ 'demo/single-tuned': true, 'demo/leaving': false })
  rmSync(folder, { recursive: true })
  await db.descendantLookup.update({ where: { modelId: model.id }, data: { askedAt: new Date(0) } })
  expect(await askForLookup(model)).toBe(true)
  await runLookup(model.id, never)
  expect(await verified()).not.toHaveProperty('demo/leaving')
})

test('what was asked for a moment ago or is under way is not asked for again', async () => {
  const model = await verifiedModel()
  expect([await askForLookup(model), await askForLookup(model)]).toEqual([true, false])
  await db.descendantLookup.update({ where: { modelId: model.id }, data: { askedAt: new Date(0) } })
  expect(await askForLookup(model)).toBe(false)
  expect(await waitingJobs()).toBe(1)
})

test('maintenance asks for models with verified records that are due, once, and for no others', async () => {
  const model = await verifiedModel()
  await submit({ repo: 'demo/tiny-set', coordinates: ['1:41:130'] })
  for (let i = 0; i < 2; i++) await askForDueLookups()
  expect([await waitingJobs(), await db.descendantLookup.count()]).toEqual([1, 1])
  await runLookup(model.id, never)
  const when = async (days: number) => {
    await (await queue()).deleteAllJobs(JOBS.descendants)
    const ago = new Date(Date.now() - days * 86_400_000)
    await db.descendantLookup.update({ where: { modelId: model.id }, data: { askedAt: ago, finishedAt: ago } })
    await askForDueLookups()
    return waitingJobs()
  }
  expect([await when(6), await when(8)]).toEqual([0, 1])
})

test('an outage of the Hub leaves the job to be tried again; then it begins anew', async () => {
  const model = await verifiedModel()
  await askForLookup(model)
  hub().hub.faults.fail = { status: 400, times: 99 }
  await runLookup(model.id, never)
  expect((await known()).lookup).toMatchObject({ state: 'failed', reason: expect.stringContaining('400') })
  delete hub().hub.faults.fail
  await db.descendantLookup.update({ where: { modelId: model.id }, data: { askedAt: new Date(0) } })
  await askForLookup(model)
  await expect(runLookup(model.id, AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping')
  expect((await known()).lookup?.state).toBe('waiting')
  await runLookup(model.id, never)
  expect((await known()).lookup?.state).toBe('done')
})
