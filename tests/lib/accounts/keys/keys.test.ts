import { authorise } from '@/lib/accounts/authorise'
import { listKeys, makeKey, MAX_KEYS, revokeKey } from '@/lib/accounts/keys/manage'
import { db } from '@/lib/db'
import { useDatabase } from '../../../helpers/database'
import { keyHeader, makePerson } from '../../../helpers/people'

useDatabase()

const asked = (headers: Record<string, string>) =>
  new Request('http://localhost:3000', { headers: { host: 'localhost:3000', ...headers } })
const make = (accountId: number, name = 'laptop') =>
  db.$transaction((tx) => makeKey(tx, { accountId, name, scopes: ['submit'], days: 30 }))

test('whoever sends a key acts for its account, from anywhere', async () => {
  const ada = await makePerson('ada')
  const header = await keyHeader(ada)
  expect(await authorise({ scope: 'submit' }, asked(header))).toMatchObject({ handle: 'ada' })
  expect(await authorise('signed-in', asked({ ...header, 'x-forwarded-for': '203.0.113.9' }))).toMatchObject({
    handle: 'ada',
  })
})

test('the database holds no key, only its hash and its beginning', async () => {
  const { id } = await makePerson('ada')
  const { key, record } = await make(id)
  expect(key).toMatch(/^sw_[\w-]{43}$/)
  const [stored] = await db.apiKey.findMany()
  expect(JSON.stringify(stored)).not.toContain(key)
  expect(record.start).toBe(key.slice(0, 9))
  expect(await listKeys(id)).toEqual([record])
})

test.each([
  ['none at all', 'Bearer'],
  ['another word', 'Basic YWRhOnNlY3JldA=='],
  ['a key of no registry', 'Bearer hf_abcdefghijklmnopqrstuvwxyz'],
  ['an unknown key', `Bearer sw_${'A'.repeat(43)}`],
  ['something that no database can hold', `Bearer sw_\u00ff${'A'.repeat(42)}`],
])('%s is refused, and does not make anybody local', async (_, authorization) => {
  await expect(authorise('signed-in', asked({ authorization }))).rejects.toMatchObject({
    status: 401,
    code: 'invalid-key',
    headers: { 'www-authenticate': expect.stringContaining('invalid_token') },
  })
  expect(await db.account.count()).toBe(0)
})

test('a revoked key is refused from then on, by name; revoking it again changes nothing', async () => {
  const ada = await makePerson('ada')
  const { key, record } = await make(ada.id)
  await revokeKey(ada.id, record.id)
  await revokeKey(ada.id, record.id)
  await expect(authorise('signed-in', asked({ authorization: `Bearer ${key}` }))).rejects.toMatchObject({
    code: 'invalid-key',
    message: expect.stringContaining('“laptop” was revoked'),
  })
})

test('an expired key is refused', async () => {
  const ada = await makePerson('ada')
  const header = await keyHeader(ada)
  await db.apiKey.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } })
  await expect(authorise('signed-in', asked(header))).rejects.toMatchObject({ code: 'invalid-key' })
})

test('nobody revokes the key of another', async () => {
  const [ada, bob] = [await makePerson('ada'), await makePerson('bob')]
  const { key, record } = await make(ada.id)
  await expect(revokeKey(bob.id, record.id)).rejects.toMatchObject({ status: 404 })
  expect(await authorise('signed-in', asked({ authorization: `Bearer ${key}` }))).toMatchObject({ handle: 'ada' })
})

test('its last use is noted, to the minute', async () => {
  const header = await keyHeader(await makePerson('ada'))
  await authorise('signed-in', asked(header))
  const first = (await db.apiKey.findFirstOrThrow()).lastUsedAt
  expect(first).not.toBeNull()
  await authorise('signed-in', asked(header))
  expect((await db.apiKey.findFirstOrThrow()).lastUsedAt).toEqual(first)
})

test('an account has so many keys at most, however many are made at once; revoked and expired ones do not count', async () => {
  const { id } = await makePerson('ada')
  const made = await Promise.allSettled(Array.from({ length: MAX_KEYS + 3 }, (_, i) => make(id, `key ${i}`)))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_KEYS)
  expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'too-many-keys' } })
  const [one, another] = await db.apiKey.findMany()
  await revokeKey(id, one?.id ?? 0)
  await make(id)
  await db.apiKey.update({ where: { id: another?.id ?? 0 }, data: { expiresAt: new Date(0) } })
  await make(id)
})
