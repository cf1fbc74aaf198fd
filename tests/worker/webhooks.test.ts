import { db } from '@/lib/db'
import { receiveSubmission } from '@/lib/intake/receive'
import { makeWebhook, testWebhook } from '@/lib/webhooks/manage'
import { listWebhooks } from '@/lib/webhooks/records'
import type { WebhookRecord, WebhookSecret } from '@/lib/webhooks/schema'
import { waitUntil as waitUntilSo } from '@/scripts/processes/alive'
import { runMaintenance } from '@/worker/maintenance'
import { startWorker, type Worker } from '@/worker/start-worker'
import type { Account } from '@/prisma/generated/client'
import { useDatabase } from '../helpers/database'
import { makePerson } from '../helpers/people'
import { useReceiver, verified } from '../helpers/receiver'
import { SINGLE, useHub } from '../helpers/registry'

useDatabase()
useHub()
const receiver = useReceiver()

let ada: Account
let made: WebhookSecret
let worker: Worker | null = null

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  ada = await makePerson('ada')
  made = await db.$transaction((tx) => makeWebhook(tx, ada.id, { url: receiver.url }))
})
afterEach(async () => {
  await worker?.stop()
  worker = null
})

const waitUntil = async (isSo: () => boolean | Promise<boolean>) =>
  expect(await waitUntilSo(isSo, 60_000, 50)).toBe(true)

/** A worker that takes no runs. */
const work = async () => void (worker = await startWorker({ lanes: [] }))
const latest = async () => (await listWebhooks(ada.id))[0]?.deliveries[0]
const until = (state: WebhookRecord['deliveries'][number]['state'], tries: number) =>
  waitUntil(async () => {
    const delivery = await latest()
    return delivery?.state === state && delivery.tries === tries
  })

test('a worker sends what happens while it runs', async () => {
  await work()
  await receiveSubmission({ repo: SINGLE.repo, coordinates: [SINGLE.short] }, { account: ada, address: '127.0.0.1' })
  await waitUntil(() => receiver.got.length === 3)
  expect(receiver.got.map((got) => verified(made.secret, got))).toMatchObject([
    { data: { status: 'received' } },
    { data: { status: 'screened' } },
    { data: { status: 'queued' } },
  ])
})

test('what happened while no worker ran is sent by the next one', async () => {
  await testWebhook(ada.id, made.webhook.id)
  await work()
  await until('delivered', 1)
})

test('after an error it is sent again by the queue, later', async () => {
  receiver.answers.push(500)
  await work()
  await testWebhook(ada.id, made.webhook.id)
  await until('waiting', 1)
  const job = () => db.$queryRaw<{ wait: number }[]>`
    select extract(epoch from start_after - now())::float as wait from pgboss.job where name = 'webhook' and state = 'retry'`
  await waitUntil(async () => (await job()).length === 1)
  expect((await job())[0]?.wait).toBeGreaterThan(20)
  // Maintenance does not hurry it.
  await runMaintenance()
  expect(await job()).toHaveLength(1)
  await db.$executeRaw`update pgboss.job set start_after = now() where name = 'webhook'`
  await until('delivered', 2)
  expect(receiver.got).toHaveLength(2)
})
