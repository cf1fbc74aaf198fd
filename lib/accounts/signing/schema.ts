import { z } from 'zod'
import { PublicKey, Sha256 } from '@/lib/protocol'
import { Time } from '@/lib/timestamp'

/** A key to sign with from now on. */
export const SigningKeyInput = z.strictObject({
  public_key: PublicKey.meta({ description: 'The public half of an Ed25519 key: its 32 bytes as base64url.' }),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .default('command line')
    .meta({ description: 'What it is called on the page of the account.', example: 'command line on laptop' }),
  replaces: Sha256.optional().meta({ description: 'Fingerprint of a key of yours that is revoked by this.' }),
})
export type SigningKeyInput = z.infer<typeof SigningKeyInput>

/** A signing key as everyone may see it: who has it can check its signatures. */
export const SigningKeyRecord = z.object({
  fingerprint: Sha256.meta({ description: 'SHA-256 of the 32 bytes of the public key.' }),
  public_key: PublicKey,
  created_at: Time,
  revoked_at: Time.nullable().meta({ description: 'What it signed before stays valid.' }),
})
export type SigningKeyRecord = z.infer<typeof SigningKeyRecord>

/** The same as its owner sees it. */
export const OwnSigningKey = SigningKeyRecord.extend({
  name: z.string(),
  last_used_at: Time.nullable().meta({ description: 'When the latest report signed with it was filed.' }),
})
export type OwnSigningKey = z.infer<typeof OwnSigningKey>
