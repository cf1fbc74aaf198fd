import { generateKeyPairSync, sign } from 'node:crypto'
import { ownSigningKeys, registerSigningKey, revokeSigningKey } from '@/lib/accounts/signing/manage'
import { isSignedBy, isWeakKey } from '@/lib/accounts/signing/signature'
import { db } from '@/lib/db'
import { deleteAccount } from '@/lib/people/delete'
import { getPerson } from '@/lib/people/get'
import { fingerprintOf } from '@/lib/protocol'
import { useDatabase } from '../../../helpers/database'
import { makePerson } from '../../../helpers/people'

useDatabase()

function pair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { privateKey, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' }
}
const register = (accountId: number, publicKey = pair().publicKey, replaces?: string) =>
  db.$transaction((tx) =>
    registerSigningKey(tx, accountId, { public_key: publicKey, name: 'laptop', ...(replaces && { replaces }) }),
  )

test('a signature holds for its message and key alone', () => {
  const [one, other] = [pair(), pair()]
  const signature = sign(null, Buffer.from('für alle'), one.privateKey).toString('base64url')
  expect(isSignedBy('für alle', signature, one.publicKey)).toBe(true)
  expect(isSignedBy('für alles', signature, one.publicKey)).toBe(false)
  expect(isSignedBy('für alle', signature, other.publicKey)).toBe(false)
})

test('a key of small order, with which anybody could sign, is refused', async () => {
  const { id } = await makePerson('ada')
  const zero = Buffer.alloc(32).toString('base64url')
  expect([isWeakKey(zero), isWeakKey(pair().publicKey)]).toEqual([true, false])
  await expect(register(id, zero)).rejects.toMatchObject({ status: 422, code: 'invalid-input' })
})

test('a key is registered once, and everybody may see it on the page of its owner', async () => {
  const { id } = await makePerson('ada')
  const { publicKey } = pair()
  expect(await register(id, publicKey)).toMatchObject({ created: true, key: { fingerprint: fingerprintOf(publicKey) } })
  expect(await register(id, publicKey)).toMatchObject({ created: false })
  expect(await ownSigningKeys(id)).toMatchObject([{ name: 'laptop', last_used_at: null, revoked_at: null }])
  const [shown] = (await getPerson('ada'))?.signing_keys ?? []
  expect(shown).toEqual({
    fingerprint: fingerprintOf(publicKey),
    public_key: publicKey,
    created_at: expect.any(String),
    revoked_at: null,
  })
})

test('a new key replaces an old one in one step; a revoked one never comes back', async () => {
  const { id } = await makePerson('ada')
  const { publicKey } = pair()
  const old = (await register(id, publicKey)).key.fingerprint
  await register(id, undefined, old)
  expect((await ownSigningKeys(id)).map(({ revoked_at }) => revoked_at === null)).toEqual([true, false])
  await revokeSigningKey(db, id, old)
  await expect(register(id, publicKey)).rejects.toMatchObject({ status: 409, code: 'signing-key-revoked' })
  await expect(db.signingKey.updateMany({ data: { revokedAt: null } })).rejects.toThrow(/only revoked, once/)
  await expect(db.signingKey.deleteMany()).rejects.toThrow()
})

test('a key of somebody else is neither registered nor revoked', async () => {
  const [ada, eve] = [await makePerson('ada'), await makePerson('eve')]
  const { publicKey } = pair()
  const { key } = await register(ada.id, publicKey)
  await expect(register(eve.id, publicKey)).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(register(eve.id, undefined, key.fingerprint)).rejects.toMatchObject({ code: 'not-found' })
  await expect(revokeSigningKey(db, eve.id, key.fingerprint)).rejects.toMatchObject({ code: 'not-found' })
  await expect(revokeSigningKey(db, eve.id, 'nul\0')).rejects.toMatchObject({ code: 'not-found' })
  expect(await ownSigningKeys(ada.id)).toMatchObject([{ revoked_at: null }])
  expect(await ownSigningKeys(eve.id)).toEqual([])
})

test('an account has 20 valid keys at most', async () => {
  const { id } = await makePerson('ada')
  for (let i = 0; i < 20; i++) await register(id)
  await expect(register(id)).rejects.toMatchObject({ status: 409, code: 'too-many-keys' })
})

test('who leaves signs nothing any more; the public half stays, without its name', async () => {
  const ada = await makePerson('ada')
  await register(ada.id)
  await deleteAccount(ada)
  expect(await ownSigningKeys(ada.id)).toMatchObject([{ name: '', revoked_at: expect.any(String) }])
})
