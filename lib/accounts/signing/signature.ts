import { createPublicKey, verify } from 'node:crypto'

/**
 * Public keys of small order, as their 32 bytes in hex with the sign bit cleared: a signature by one of them can be made for any message without a private
 * half, so it says nothing. Source: the list of libsodium (crypto_sign/ed25519/ref10/open.c), which refuses them too.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
])

/** Whether a public key (base64url) is one whose signatures anybody could make. */
export function isWeakKey(publicKey: string): boolean {
  const bytes = Buffer.from(publicKey, 'base64url')
  bytes[31] = (bytes[31] ?? 0) & 0x7f
  return SMALL_ORDER.has(bytes.toString('hex'))
}

/**
 * Whether a signature is that of a message by a key (Ed25519, RFC 8032).
 * @param publicKey 32 bytes as base64url
 * @param signature 64 bytes as base64url
 */
export function isSignedBy(message: string, signature: string, publicKey: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  return verify(null, Buffer.from(message, 'utf8'), key, Buffer.from(signature, 'base64url'))
}
