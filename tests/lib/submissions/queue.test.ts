import { db } from '@/lib/db'
import { receiveSubmission } from '@/lib/intake/receive'
import { failRun, noteProgress, startRun } from '@/lib/intake/run'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { cancelSubmission } from '@/lib/intake/cancel'
import { getSubmission } from '@/lib/submissions/get'
import { wholeQueue } from '@/lib/submissions/queue'
import { QueueRecord } from '@/lib/submissions/queue-schema'
import { useDatabase } from '../../helpers/database'
import { SINGLE, useHub } from '../../helpers/registry'

useDatabase()
useHub()

const account = (handle: string) => db.account.upsert({ where: { handle }, create: { handle }, update: {} })

let next = 0
beforeEach(() => {
  next = 0
})

/** A claim that nobody has sent, by this account; its public id. */
async function send(handle: string, repo: string = SINGLE.repo): Promise<string> {
  const input = { repo, coordinates: [`1:0:${next++}`] }
  const { record } = await receiveSubmission(input, { account: await account(handle), address: '127.0.0.1' })
  expect(record.status).toBe('queued')
  return record.id
}

async function sendAll(handles: string): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const [i, handle] of [...handles].entries()) names.set(await send(handle), `${handle}${i}`)
  return names
}

const printed = async () => {
  const record = QueueRecord.parse(await wholeQueue())
  return record.waiting.map(({ id, position }) => [id, position] as const)
}

/** The order in which a worker gets the jobs of a queue. */
async function taken(): Promise<string[]> {
  const boss = await queue()
  const order: string[] = []
  for (;;) {
    const [job] = await boss.fetch<{ submission_id: number }>(JOBS.verify)
    if (!job) return order
    order.push(`SUB-${String(job.data.submission_id).padStart(6, '0')}`)
  }
}

test('accounts take turns, and the printed places are the order in which jobs start', async () => {
  const names = await sendAll('aaaabbc')
  const places = await printed()
  expect(places.map(([id]) => names.get(id))).toEqual(['a0', 'b4', 'c6', 'a1', 'b5', 'a2', 'a3'])
  expect(places.map(([, position]) => position)).toEqual([1, 2, 3, 4, 5, 6, 7])
  for (const [id, position] of places) expect((await getSubmission(id))?.queue).toMatchObject({ position })
  expect(await taken()).toEqual(places.map(([id]) => id))
})

test('whoever comes while another account is served waits for one run of it at most', async () => {
  const names = await sendAll('aaa')
  await startRun(1)
  await startRun(2)
  const late = await send('z')
  expect((await printed()).map(([id]) => names.get(id) ?? id)).toEqual([late, 'a2'])
})

test('one who sends one after another gets no more than their turn', async () => {
  await sendAll('aacc')
  await startRun(1)
  const first = await send('z')
  await startRun(Number(first.slice(4)))
  const second = await send('z')
  const order = (await printed()).map(([id]) => id)
  expect(order.indexOf(second)).toBeGreaterThanOrEqual(2)
})

test('cancelled claims cost no turn', async () => {
  const names = await sendAll('aaaaa')
  for (const id of [...names.keys()].slice(1)) await cancelSubmission(id, await account('a'))
  for (const handle of ['b', 'b', 'b']) await send(handle)
  const again = await send('a')
  expect((await printed()).map(([id]) => id).indexOf(again)).toBe(3)
})

test('a run that waits for its next try stands behind those that can start', async () => {
  const [id = ''] = [...(await sendAll('ab')).keys()]
  const boss = await queue()
  const [job] = await boss.fetch(JOBS.verify)
  await startRun(1)
  await failRun(1, { code: 'verifier-crashed', text: 'It crashed.', permanent: false })
  await boss.fail(JOBS.verify, job?.id ?? '')
  const { waiting } = await wholeQueue()
  expect(waiting.map((one) => one.id)).toEqual(['SUB-000002', id])
  expect(waiting[1]?.starts_in_seconds).toBeGreaterThan(0)
})

test('a run shows its stage, its worker and when that was last heard of', async () => {
  await send('a')
  await (await queue()).fetch(JOBS.verify)
  await startRun(1)
  const progress = { stage: 'detection', done: 2, total: 8, message: 'Layer by layer', fraction: 0.2 }
  await noteProgress(1, { ...progress, at: new Date().toISOString() })
  const { running, lanes } = QueueRecord.parse(await wholeQueue())
  expect(running).toMatchObject([
    { id: 'SUB-000001', account: 'a', lane: 'small', attempt: 1, worker: 'worker', progress },
  ])
  expect(Date.now() - Date.parse(running[0]?.heartbeat_at ?? '')).toBeLessThan(60_000)
  expect(lanes.map(({ lane, running: n }) => [lane, n])).toEqual([
    ['small', 1],
    ['medium', 0],
    ['large', 0],
  ])
})

test('what ended stands below, and an empty queue is empty', async () => {
  expect(await wholeQueue()).toMatchObject({ running: [], waiting: [], ended: [] })
  const id = await send('a')
  await cancelSubmission(id, await account('a'))
  expect(await wholeQueue()).toMatchObject({ waiting: [], ended: [{ id, status: 'cancelled', account: 'a' }] })
})

test('a large model waits for none of the small ones, and none of them for it', async () => {
  await send('a')
  const large = await send('a')
  await db.submission.update({ where: { id: 2 }, data: { lane: 'large', bytes: 141_000_000_000n } })
  expect((await getSubmission(large))?.queue).toMatchObject({ lane: 'large', position: 1 })
  expect((await getSubmission(await send('b')))?.queue).toMatchObject({ lane: 'small', position: 2 })
})

test('a model above the limit is refused when it is read, with its size, the limit and what to do', async () => {
  process.env.MAX_MODEL_GB = '0.0001'
  const input = { repo: SINGLE.repo, coordinates: [SINGLE.paper] }
  const { record } = await receiveSubmission(input, { account: await account('a'), address: '127.0.0.1' })
  delete process.env.MAX_MODEL_GB
  expect(record).toMatchObject({ status: 'blocked', reason: { code: 'too-large' } })
  expect(record.reason?.text).toMatch(
    /demo\/tiny-single take [\d.]+ GB; this registry verifies claims about models of up to 0.0001 GB .+npx superweights verify.+MAX_MODEL_GB/,
  )
  expect(record.weights).toEqual([])
})
