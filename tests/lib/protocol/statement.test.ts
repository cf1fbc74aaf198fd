import { generateKeyPairSync } from 'node:crypto'
import { isSignedBy } from '@/lib/accounts/signing/signature'
import { contentPage } from '@/lib/docs/pages'
import { canonicalJson, fingerprintOf, PublicKey, Signature, Statement } from '@/lib/protocol'
import { makeKeyPair, signStatement } from '@/verifier/cli/signing-key'

const statement = async () => {
  const page = (await contentPage('docs', 'api'))?.body ?? ''
  const section = page.split('## Reproduce a record\n')[1]?.split('\n## ')[0] ?? ''
  return JSON.parse(/```json\n([^]*?)```/.exec(section)?.[1] ?? '') as Statement
}

test('the page about the API prints a statement that fits its schema', async () => {
  expect(Statement.parse(await statement())).toEqual(await statement())
})

test('what the command line signs holds for the canonical bytes, and for no other', async () => {
  const pair = makeKeyPair()
  const said = await statement()
  const signature = signStatement(said, pair)
  expect(Signature.parse(signature)).toBe(signature)
  expect(isSignedBy(canonicalJson(said), signature, pair.public_key)).toBe(true)
  expect(isSignedBy(JSON.stringify(said), signature, pair.public_key)).toBe(false)
  expect(isSignedBy(canonicalJson({ ...said, record: 'SW-000002.2' }), signature, pair.public_key)).toBe(false)
})

test('a key is named by the SHA-256 of its 32 bytes', () => {
  // The public key of test 1 of RFC 8032, 7.1.
  const key = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex')
  expect(fingerprintOf(key.toString('base64url'))).toBe(
    '21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9',
  )
})

test('the signature of RFC 8032 holds', () => {
  const signature =
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
  const key = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex')
  expect(isSignedBy('', Buffer.from(signature, 'hex').toString('base64url'), key.toString('base64url'))).toBe(true)
})

test('each key and signature has one spelling', () => {
  for (let i = 0; i < 100; i++) {
    const x = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
    expect(PublicKey.safeParse(x).success).toBe(true)
    // The last letter holds four bits; two more that no decoder reads.
    const next = String.fromCharCode(x.charCodeAt(42) + 1)
    expect(PublicKey.safeParse(x.slice(0, 42) + next).success).toBe(false)
  }
})
