import { db } from '@/lib/db'
import { MAX_WEBHOOKS } from '@/lib/webhooks/limits'
import { deleteWebhook, makeWebhook, rotateSecret, testWebhook } from '@/lib/webhooks/manage'
import { listWebhooks } from '@/lib/webhooks/records'
import { useDatabase } from '../../helpers/database'
import { makePerson } from '../../helpers/people'

useDatabase()

const make = (accountId: number, url: string) => db.$transaction((tx) => makeWebhook(tx, accountId, { url }))

test.each([
  'x',
  'http://example.org/',
  'ftp://example.org/',
  'https://user:password@example.org/',
  'https://example.org/#part',
  'https://localhost/',
  'https://hooks.localhost/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://10.0.0.1/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://[fd00:ec2::254]/',
  'https://[64:ff9b::7f00:1]/',
  'https://224.0.0.1/',
  'http://127.0.0.1/',
  'javascript:alert(1)',
])('%s is refused', async (url) => {
  const { id } = await makePerson('ada')
  await expect(make(id, url)).rejects.toMatchObject({ status: 422, code: 'invalid-input' })
  expect(await db.webhook.count()).toBe(0)
})

test('its secret is shown when it is made and when it is rotated, and never again', async () => {
  const { id } = await makePerson('ada')
  const { secret, webhook } = await make(id, 'https://example.org/hooks?x=1')
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const next = await rotateSecret(id, webhook.id)
  expect(next.secret).not.toBe(secret)
  const listed = await listWebhooks(id)
  expect(listed).toEqual([next.webhook])
  expect(JSON.stringify(listed)).not.toContain('whsec_')
})

test('an account has a few of them, also when many are made at once', async () => {
  const { id } = await makePerson('ada')
  const made = await Promise.allSettled(
    Array.from({ length: MAX_WEBHOOKS + 2 }, (_, i) => make(id, `https://example.org/${i}`)),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_WEBHOOKS)
  expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'too-many-webhooks' } })
})

test('nobody touches those of somebody else', async () => {
  const [ada, eve] = [await makePerson('ada'), await makePerson('eve')]
  const { webhook } = await make(ada.id, 'https://example.org/')
  for (const act of [deleteWebhook, rotateSecret, testWebhook])
    await expect(act(eve.id, webhook.id)).rejects.toMatchObject({ status: 404, code: 'not-found' })
  expect(await listWebhooks(eve.id)).toEqual([])
  expect(await listWebhooks(ada.id)).toEqual([webhook])
})
