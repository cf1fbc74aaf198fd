import { z } from 'zod'
import { Sha256 } from './hash-schema'
import { sha256Hex } from './sha256'

/** Says what kind of statement was signed, and in which form: a signature of one kind is never taken for another. */
export const REPRODUCTION = 'superweights/reproduction/1'

/** 32 bytes as base64url without padding. */
const BYTES_32 = /^[\w-]{42}[AEIMQUYcgkosw048]$/
/** 64 bytes of it. */
const BYTES_64 = /^[\w-]{85}[AQgw]$/

/** The public half of an Ed25519 key (RFC 8032): its 32 bytes as base64url. */
export const PublicKey = z.string().regex(BYTES_32, 'Expected 32 bytes as base64url: the public half of an Ed25519 key')

/** An Ed25519 signature: its 64 bytes as base64url. */
export const Signature = z.string().regex(BYTES_64, 'Expected 64 bytes as base64url: an Ed25519 signature')

/** 256 bits as base64url. */
export const Nonce = z.string().regex(BYTES_32, 'Expected 32 bytes as base64url, as the registry gave them')

/** What somebody signs who ran a record's claim: its canonical JSON (RFC 8785), in UTF-8, is the message. */
export const Statement = z.strictObject({
  type: z.literal(REPRODUCTION),
  registry: z.string().max(300).meta({ description: 'Origin of the registry.', example: 'https://registry.example' }),
  record: z
    .string()
    .regex(/^S[WS]-\d{6,}\.[1-9]\d*$/)
    .meta({ description: 'The record in its version, as the nonce names it.', example: 'SW-000123.4' }),
  repo: z.string().max(300),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  protocol_sha256: Sha256,
  report_sha256: Sha256.meta({ description: 'SHA-256 of the canonical JSON of the report.' }),
  nonce: Nonce,
  key: Sha256.meta({ description: 'Fingerprint of the key that signs.' }),
})
export type Statement = z.infer<typeof Statement>

/** SHA-256 of a public key's 32 bytes: the name of the key. */
export function fingerprintOf(publicKey: string): string {
  const binary = atob(publicKey.replaceAll('-', '+').replaceAll('_', '/'))
  return sha256Hex(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)))
}
