import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import os from 'node:os'
import { z } from 'zod'
import { SigningKeyRecord } from '@/lib/accounts/signing/schema'
import { WhoAmI } from '@/lib/people/schema'
import { canonicalJson, fingerprintOf, type Statement } from '@/lib/protocol'
import { askRegistry, RegistryError } from './ask-registry'
import { keyFor, storedSigningKeys, storeSigningKey, type KeyPair } from './credentials'
import type { Io } from './io'

/** What a registry refuses of a key that can never be used again: a new one is made. */
const DEAD = 'signing-key-revoked'

/** A new Ed25519 pair. Its private half never leaves this machine. */
export function makeKeyPair(): KeyPair {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { public_key: x, private_key: d }
}

/** The signature of a statement's canonical JSON, as base64url. */
export function signStatement(statement: Statement, { public_key: x, private_key: d }: KeyPair): string {
  const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' })
  return sign(null, Buffer.from(canonicalJson(statement), 'utf8'), key).toString('base64url')
}

/**
 * The key with which this machine signs at a registry, registered there for the account that commands act for. The first use makes it.
 * @throws RegistryError where nobody is signed in, or the account may not sign
 */
export async function signingKeyAt(registry: URL, io: Io): Promise<KeyPair> {
  const { handle } = await whoAt(registry, io)
  const stored = (await storedSigningKeys(registry))[handle]
  if (stored === undefined) return newSigningKey(registry, io)
  try {
    await register(registry, stored, io)
    return stored
  } catch (error) {
    if (!(error instanceof RegistryError && error.code === DEAD)) throw error
    io.stderr.write(`The signing key ${nameOf(stored)} was revoked: another is made.\n`)
    return newSigningKey(registry, io)
  }
}

/** Makes and registers another key, and has the registry revoke the one that this machine had. */
export async function newSigningKey(registry: URL, io: Io): Promise<KeyPair> {
  const { handle } = await whoAt(registry, io)
  const old = (await storedSigningKeys(registry))[handle]
  const pair = makeKeyPair()
  await register(registry, pair, io, old && fingerprintOf(old.public_key))
  await storeSigningKey(registry, handle, pair)
  io.stderr.write(
    `Reports are signed with the new key ${nameOf(pair)}${old ? `; ${nameOf(old)} is revoked, and what it signed stays valid` : ''}.\n`,
  )
  return pair
}

/** Revokes every key that this machine signs with at a registry. */
export async function revokeSigningKeys(registry: URL, io: Io): Promise<void> {
  const key = await keyFor(registry)
  for (const { public_key: half } of Object.values(await storedSigningKeys(registry))) {
    const address = new URL(`/api/v1/account/signing-keys/${fingerprintOf(half)}/revoke`, registry)
    try {
      await askRegistry(address, z.object({ revoked: z.string() }), io, { key, body: {} })
    } catch (error) {
      // Another account's, or one that is not there: forgetting it is all there is to do.
      if (!(error instanceof RegistryError && error.code === 'not-found')) throw error
    }
  }
}

async function register(registry: URL, { public_key }: KeyPair, io: Io, replaces?: string): Promise<void> {
  const name = `command line on ${os.hostname()}`.slice(0, 60)
  await askRegistry(new URL('/api/v1/account/signing-keys', registry), SigningKeyRecord, io, {
    key: await keyFor(registry),
    body: { public_key, name, ...(replaces !== undefined && { replaces }) },
  })
}

const whoAt = async (registry: URL, io: Io) =>
  askRegistry(new URL('/api/v1/account', registry), WhoAmI, io, { key: await keyFor(registry) })

/** The first digits of a key's fingerprint, by which people know it. */
export const nameOf = ({ public_key }: KeyPair): string => fingerprintOf(public_key).slice(0, 12)
