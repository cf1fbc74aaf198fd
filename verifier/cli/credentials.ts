import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import envPaths from 'env-paths'
import { z } from 'zod'
import { isLoopback } from '@/lib/arrival/own-host'
import { codeOf } from '@/lib/disk/error-code'
import { writeAtomically } from '@/lib/disk/write-atomically'
import { env } from '@/lib/env'
import { PublicKey } from '@/lib/protocol'
import { UsageError } from './exit'

/** A key to sign reports with: an Ed25519 pair, as the 32 bytes of each half in base64url. */
const KeyPair = z.object({ public_key: PublicKey, private_key: z.string() })
export type KeyPair = z.infer<typeof KeyPair>

/** By the registry's origin. Where no sign-in is needed there is no key, and the account is `local`; signing keys are by account. */
const Credentials = z.record(
  z.string(),
  z.object({
    key: z.string().optional(),
    account: z.string().optional(),
    signing_keys: z.record(z.string(), KeyPair).optional(),
  }),
)
type Credentials = z.infer<typeof Credentials>

/** Who is signed in at one registry. */
export interface Credential {
  readonly key: string
  readonly account: string
}

/** The file with the keys, in the folder that the operating system has for settings; only its owner may read it. */
export const credentialsFile = (): string =>
  path.join(envPaths('superweights', { suffix: '' }).config, 'credentials.json')

/**
 * The key to send to a registry: SUPERWEIGHTS_KEY, or the stored one; undefined without either.
 * @throws UsageError where it would cross the network in plain text
 */
export async function keyFor(registry: URL): Promise<string | undefined> {
  const key = env().SUPERWEIGHTS_KEY ?? (await readCredentials())[registry.origin]?.key
  if (key !== undefined) assertPrivate(registry)
  return key
}

/** @throws UsageError for an address that is neither encrypted nor on this machine */
export function assertPrivate(registry: URL): void {
  if (registry.protocol === 'https:' || isLoopback(registry.hostname)) return
  throw new UsageError(
    `${registry.origin} is not encrypted: a key sent there could be read on its way. Use its https address.`,
  )
}

export async function storeCredential(registry: URL, credential: Credential): Promise<void> {
  const { [registry.origin]: known, ...others } = await readCredentials()
  await writeCredentials({ ...others, [registry.origin]: { ...known, ...credential } })
}

/** The keys that this machine signs with at a registry, by account. */
export async function storedSigningKeys(registry: URL): Promise<Readonly<Record<string, KeyPair>>> {
  return (await readCredentials())[registry.origin]?.signing_keys ?? {}
}

export async function storeSigningKey(registry: URL, account: string, pair: KeyPair): Promise<void> {
  const { [registry.origin]: known, ...others } = await readCredentials()
  const stored = { ...known, signing_keys: { ...known?.signing_keys, [account]: pair } }
  await writeCredentials({ ...others, [registry.origin]: stored })
}

/** Forgets all keys of a registry. @returns what was forgotten; undefined where nothing was stored */
export async function forgetCredential(registry: URL): Promise<Credentials[string] | undefined> {
  const { [registry.origin]: forgotten, ...others } = await readCredentials()
  if (forgotten !== undefined) await writeCredentials(others)
  return forgotten
}

async function readCredentials(): Promise<Credentials> {
  const file = credentialsFile()
  try {
    return Credentials.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {}
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new UsageError(
        `${file} does not hold keys as this program stores them. Remove it, and run "superweights login" again.`,
      )
    throw error
  }
}

async function writeCredentials(credentials: Credentials): Promise<void> {
  const file = credentialsFile()
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeAtomically(file, async (temporary) => {
    await writeFile(temporary, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
    await chmod(temporary, 0o600)
  })
}
