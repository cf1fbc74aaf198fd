import { spawn } from 'node:child_process'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { closeQueue, enqueue, queue } from '@/lib/jobs/queue'
import { QUEUES } from '@/lib/jobs/queues'
import { useDatabase } from '../../helpers/database'

useDatabase()
afterEach(closeQueue)

const waiting = async (): Promise<number> => (await (await queue()).findJobs(JOBS.verify)).length

test('a job is there exactly if its transaction commits', async () => {
  await queue()
  const failing = db.$transaction(async (tx) => {
    await enqueue(tx, JOBS.verify, { submission_id: 1 })
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  expect(await waiting()).toBe(0)
  await db.$transaction((tx) => enqueue(tx, JOBS.verify, { submission_id: 1 }))
  expect(await waiting()).toBe(1)
})

test('a submission has one job a queue, however often it is sent', async () => {
  await queue()
  await db.$transaction((tx) => enqueue(tx, JOBS.verify, { submission_id: 7 }))
  await db.$transaction((tx) => enqueue(tx, JOBS.verify, { submission_id: 7 }))
  await db.$transaction((tx) => enqueue(tx, JOBS.verify, { submission_id: 8 }))
  expect(await waiting()).toBe(2)
})

test('the queues have their settings, also when they were made with others', async () => {
  const boss = await queue()
  await boss.updateQueue(JOBS.verify, { retryLimit: 1 })
  await closeQueue()
  expect(await (await queue()).getQueue(JOBS.verify)).toMatchObject(stored(QUEUES.verify))
})

function stored({
  policy,
  retryLimit,
  retryDelay,
  retryBackoff,
  heartbeatSeconds,
  expireInSeconds,
}: (typeof QUEUES)['verify']) {
  return { policy, retryLimit, retryDelay, retryBackoff, heartbeatSeconds, expireInSeconds }
}

test('several processes may start it at once on an empty database', async () => {
  await closeQueue()
  await db.$executeRawUnsafe('drop schema if exists pgboss cascade')
  const script =
    "require('@/lib/jobs/queue').queue().then(() => process.exit(0), (e) => { console.error(e); process.exit(1) })"
  const codes = await Promise.all([1, 2, 3].map(() => exitCode(script)))
  expect(codes).toEqual([0, 0, 0])
  expect(await (await queue()).getQueue(JOBS.verify)).toMatchObject(stored(QUEUES.verify))
})

async function exitCode(script: string): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    env: { ...process.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve) => child.on('exit', resolve))
}
