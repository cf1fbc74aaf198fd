import { db } from '@/lib/db'
import type { WebhookRecord, WebhookSecret } from '@/lib/webhooks/schema'
import { useDatabase } from '../../../helpers/database'
import { keyHeader, makePerson } from '../../../helpers/people'
import { ask } from '../ask'

useDatabase()

const PATH = '/api/v1/account/webhooks'
let ada: Readonly<Record<string, string>>
let eve: Readonly<Record<string, string>>
beforeEach(async () => {
  ada = await keyHeader(await makePerson('ada'), ['submit'])
  eve = await keyHeader(await makePerson('eve'))
})

const send = (path: string, key: Readonly<Record<string, string>>, body?: object) =>
  ask(path, {
    method: 'POST',
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...key },
    ...(body && { body: JSON.stringify(body) }),
  })
const list = async (key: Readonly<Record<string, string>>) => {
  const response = await ask(PATH, { headers: { host: 'localhost:3000', ...key } })
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
  return ((await response.json()) as { items: WebhookRecord[] }).items
}

test('a program keeps the webhooks of its account, and sees no other', async () => {
  const made = await send(PATH, ada, { url: 'https://example.org/hooks' })
  expect(made.status).toBe(201)
  const { webhook, secret } = (await made.json()) as WebhookSecret
  expect(webhook).toMatchObject({ url: 'https://example.org/hooks', disabled_at: null, deliveries: [] })
  expect(await list(ada)).toEqual([webhook])
  expect(await list(eve)).toEqual([])

  const tested = await send(`${PATH}/${webhook.id}/test`, ada)
  expect(await tested.json()).toMatchObject({ deliveries: [{ type: 'webhook.test', state: 'waiting', tries: 0 }] })
  const rotated = (await (await send(`${PATH}/${webhook.id}/rotate`, ada)).json()) as WebhookSecret
  expect(rotated.secret).not.toBe(secret)
  expect((await db.webhook.findFirstOrThrow()).previousSecret).toBe(secret)

  expect((await send(`${PATH}/${webhook.id}/delete`, eve)).status).toBe(404)
  expect(await (await send(`${PATH}/${webhook.id}/delete`, ada)).json()).toEqual({ deleted: webhook.id })
  expect(await list(ada)).toEqual([])
})

test.each([
  ['an address in a private network', { url: 'https://10.0.0.1/' }, 422, 'invalid-input'],
  ['no address', {}, 422, 'invalid-input'],
  ['something else beside it', { url: 'https://example.org/', secret: 'whsec_mine' }, 422, 'invalid-input'],
])('%s is refused', async (_, body, status, code) => {
  const response = await send(PATH, ada, body)
  expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })])
  expect(await db.webhook.count()).toBe(0)
})

test('a sixth is refused', async () => {
  for (let i = 1; i <= 5; i++) expect((await send(PATH, ada, { url: `https://example.org/${i}` })).status).toBe(201)
  const response = await send(PATH, ada, { url: 'https://example.org/6' })
  expect([response.status, await response.json()]).toEqual([
    409,
    expect.objectContaining({ code: 'too-many-webhooks' }),
  ])
})
