import dns from 'node:dns'
import { db } from '@/lib/db'
import { cancelSubmission } from '@/lib/intake/cancel'
import { receiveSubmission } from '@/lib/intake/receive'
import { closeQueue } from '@/lib/jobs/queue'
import { deleteAccount } from '@/lib/people/delete'
import { MAX_FAILED_RUNS } from '@/lib/webhooks/limits'
import { deleteWebhook, makeWebhook, rotateSecret, testWebhook } from '@/lib/webhooks/manage'
import { listWebhooks } from '@/lib/webhooks/records'
import { runWebhook } from '@/lib/webhooks/run'
import { SubmissionChanged, type WebhookSecret } from '@/lib/webhooks/schema'
import { deleteOldDeliveries } from '@/lib/webhooks/waiting'
import type { Account } from '@/prisma/generated/client'
import { useDatabase } from '../../helpers/database'
import { makePerson } from '../../helpers/people'
import { useReceiver, verified } from '../../helpers/receiver'
import { SINGLE, useHub } from '../../helpers/registry'

useDatabase()
useHub()
const receiver = useReceiver()
afterAll(closeQueue)
afterEach(() => jest.restoreAllMocks())

let ada: Account
beforeEach(async () => {
  ada = await makePerson('ada')
})

const make = (account = ada, url = receiver.url): Promise<WebhookSecret> =>
  db.$transaction((tx) => makeWebhook(tx, account.id, { url }))
const submit = (account = ada) =>
  receiveSubmission({ repo: SINGLE.repo, coordinates: [SINGLE.short] }, { account, address: '127.0.0.1' })
const run = (id: number) => runWebhook(id, new AbortController().signal)
const only = async (account = ada) => (await listWebhooks(account.id))[0]
const statusesGot = () => receiver.got.map(({ body }) => SubmissionChanged.parse(JSON.parse(body)).data.status)

/** Many tests need a message, and none how it came to be. */
async function tested(url = receiver.url): Promise<number> {
  const { webhook } = await make(ada, url)
  await testWebhook(ada.id, webhook.id)
  return webhook.id
}

describe('a change of state', () => {
  test('is sent to its account’s webhooks, oldest first, signed so that the standard’s library accepts it', async () => {
    const { webhook, secret } = await make()
    const { record } = await submit()
    await cancelSubmission(record.id, ada)
    expect(await run(webhook.id)).toBe('done')
    expect(statusesGot()).toEqual(['received', 'screened', 'queued', 'cancelled'])
    for (const got of receiver.got) {
      const last = record.history.find(
        ({ status }) => status === (verified(secret, got) as SubmissionChanged).data.status,
      )
      if (last) expect(verified(secret, got)).toMatchObject({ timestamp: last.at, data: { reason: last.reason } })
    }
    expect(verified(secret, receiver.got.at(-1)!)).toMatchObject({
      type: 'submission.changed',
      data: { submission: record.id, repo: SINGLE.repo, reason_code: null, url: `/submissions/${record.id}` },
    })
    expect(() => verified('whsec_' + Buffer.alloc(32).toString('base64'), receiver.got[0]!)).toThrow()
    await run(webhook.id)
    expect(receiver.got).toHaveLength(4)
  })

  test('is sent to whoever joined the submission, from then on, and to nobody else', async () => {
    const [bob, eve] = [await makePerson('bob'), await makePerson('eve')]
    const hooks = [await make(bob), await make(eve)]
    const { record } = await submit()
    await submit(bob)
    await cancelSubmission(record.id, ada)
    for (const { webhook } of hooks) await run(webhook.id)
    expect(statusesGot()).toEqual(['cancelled'])
  })

  test('is what it says: another reason for the same state is not one', async () => {
    const { webhook } = await make()
    await submit()
    await db.submission.updateMany({ data: { reason: 'Another reason.' } })
    await run(webhook.id)
    expect(statusesGot()).toEqual(['received', 'screened', 'queued'])
  })

  test('that is rolled back is not sent', async () => {
    const { webhook } = await make()
    await submit()
    const failing = db.$transaction(async (tx) => {
      await tx.submission.updateMany({ data: { status: 'running' } })
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    await run(webhook.id)
    expect(statusesGot()).not.toContain('running')
  })
})

describe('a rotated secret', () => {
  test('signs beside the old one for a day, and then alone', async () => {
    const { webhook, secret: old } = await make()
    const { secret } = await rotateSecret(ada.id, webhook.id)
    await testWebhook(ada.id, webhook.id)
    await run(webhook.id)
    expect(verified(secret, receiver.got[0]!)).toEqual(verified(old, receiver.got[0]!))
    await db.webhook.update({ where: { id: webhook.id }, data: { rotatedAt: new Date(Date.now() - 25 * 3_600_000) } })
    await testWebhook(ada.id, webhook.id)
    await run(webhook.id)
    expect(verified(secret, receiver.got[1]!)).toMatchObject({ type: 'webhook.test' })
    expect(() => verified(old, receiver.got[1]!)).toThrow()
  })
})

describe('what is not delivered', () => {
  test('is sent again, the same under the same id, and shown with its tries', async () => {
    const id = await tested()
    receiver.answers.push(500)
    expect(await run(id)).toBe('retry')
    expect((await only())?.deliveries).toMatchObject([
      { state: 'waiting', tries: 1, status: 500, error: 'It answered 500.' },
    ])
    expect(await run(id)).toBe('done')
    const [first, second] = receiver.got
    expect([second?.body, second?.headers['webhook-id']]).toEqual([first?.body, first?.headers['webhook-id']])
    expect((await only())?.deliveries).toMatchObject([{ state: 'delivered', tries: 2, status: 204, error: null }])
  })

  test('holds no other message that the receiver takes', async () => {
    const id = await tested()
    await testWebhook(ada.id, id)
    receiver.answers.push(400)
    expect(await run(id)).toBe('done')
    expect((await only())?.deliveries.map(({ state }) => state)).toEqual(['delivered', 'waiting'])
  })

  test('ends a run after three', async () => {
    const id = await tested()
    for (let i = 0; i < 4; i++) await testWebhook(ada.id, id)
    receiver.answers.push(500, 500, 500)
    expect(await run(id)).toBe('retry')
    expect(receiver.got).toHaveLength(3)
  })

  test('disables the webhook after enough runs in a row, with the reason; a test enables it', async () => {
    const id = await tested()
    for (let i = 1; i < MAX_FAILED_RUNS; i++) {
      receiver.answers.push(503)
      expect(await run(id)).toBe('retry')
    }
    receiver.answers.push(503)
    expect(await run(id)).toBe('disabled')
    expect(await only()).toMatchObject({
      disabled_reason: 'Nothing was delivered in 13 tries. It answered 503.',
      deliveries: [{ state: 'given-up', tries: MAX_FAILED_RUNS }],
    })
    await submit()
    expect(await db.webhookDelivery.count()).toBe(1)
    await testWebhook(ada.id, id)
    expect(await run(id)).toBe('done')
    expect(await only()).toMatchObject({
      disabled_at: null,
      deliveries: [{ state: 'delivered' }, { state: 'given-up' }],
    })
  })

  test('is not sent again after 410 Gone', async () => {
    const id = await tested()
    await testWebhook(ada.id, id)
    receiver.answers.push(410)
    expect(await run(id)).toBe('disabled')
    expect(await only()).toMatchObject({
      disabled_reason: 'It answered 410 Gone: the receiver wants no more.',
      deliveries: [
        { state: 'given-up', tries: 0 },
        { state: 'given-up', tries: 1, status: 410 },
      ],
    })
    await run(id)
    expect(receiver.got).toHaveLength(1)
  })

  test('says that nobody answered', async () => {
    const id = await tested('http://127.0.0.1:9/')
    expect(await run(id)).toBe('retry')
    expect((await only())?.deliveries).toMatchObject([
      { tries: 1, status: null, error: 'It could not be reached (ECONNREFUSED).' },
    ])
  })
})

describe('an address in a private network is not reached', () => {
  test('by a redirect, which is not followed', async () => {
    const id = await tested()
    receiver.answers.push({ status: 307, headers: { location: receiver.url } })
    expect(await run(id)).toBe('retry')
    expect(receiver.got).toHaveLength(1)
    expect((await only())?.deliveries).toMatchObject([
      { status: 307, error: 'It redirected (307), which is not followed.' },
    ])
  })

  test('by a name that leads there by the time of the connection', async () => {
    const lookup = (_: string, __: unknown, callback: (error: null, addresses: object[]) => void) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }])
    const id = await tested(`https://rebinding.example:${receiver.port}/`)
    const asked = jest.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup)
    expect(await run(id)).toBe('retry')
    expect(asked.mock.calls.map(([name]) => name)).toEqual(['rebinding.example'])
    expect(receiver.got).toEqual([])
    const said = 'Not sent: the address is not on the public Internet.'
    expect((await only())?.deliveries).toMatchObject([{ status: null, error: said }])
  })

  test('by an address that was stored while it was allowed', async () => {
    const id = await tested()
    process.env.WEBHOOKS_TO_LOOPBACK = '0'
    try {
      expect(await run(id)).toBe('retry')
    } finally {
      process.env.WEBHOOKS_TO_LOOPBACK = '1'
    }
    expect(receiver.got).toEqual([])
  })
})

describe('what is deleted', () => {
  test('a webhook goes with what waits for it', async () => {
    const id = await tested()
    await deleteWebhook(ada.id, id)
    expect(await run(id)).toBe('done')
    expect([receiver.got.length, await db.webhookDelivery.count()]).toEqual([0, 0])
  })

  test('so do all webhooks of an account that is deleted', async () => {
    await tested()
    await submit()
    await deleteAccount(ada)
    expect([await db.webhook.count(), await db.webhookDelivery.count()]).toEqual([0, 0])
  })

  test('messages go two weeks after they ended', async () => {
    const id = await tested()
    await run(id)
    await deleteOldDeliveries()
    expect(await db.webhookDelivery.count()).toBe(1)
    await db.webhookDelivery.updateMany({ data: { endedAt: new Date(Date.now() - 15 * 24 * 3_600_000) } })
    await deleteOldDeliveries()
    expect(await db.webhookDelivery.count()).toBe(0)
  })
})
