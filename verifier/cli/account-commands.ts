import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { type Scope, SCOPES } from '@/lib/accounts/auth'
import { DeviceCodes, NewKeyRecord } from '@/lib/accounts/device/schema'
import { WhoAmI } from '@/lib/people/schema'
import { askRegistry, RegistryError } from './ask-registry'
import type { Finish } from './commands'
import {
  assertPrivate,
  credentialsFile,
  forgetCredential,
  keyFor,
  storeCredential,
  storedSigningKeys,
} from './credentials'
import { EXIT } from './exit'
import type { Io } from './io'
import { printable } from './printable'
import { registryOf, registryOption } from './registry-option'
import { newSigningKey, revokeSigningKeys, signingKeyAt } from './signing-key'

interface RegistryOptions {
  readonly registry?: URL
}

interface LoginOptions extends RegistryOptions {
  readonly newSigningKey?: boolean
  readonly scope?: readonly Scope[]
}

/** `superweights login` */
export function addLogin(program: Command, io: Io, finish: Finish): void {
  program
    .command('login')
    .description(
      'sign in at a registry, in your browser; its key and one to sign reports with are stored on this machine',
    )
    .addOption(registryOption())
    .option('--new-signing-key', 'make another key to sign reports with, and revoke the one of this machine')
    .addOption(new Option('--scope <scopes...>', 'what the key may do (default: submit report)').choices(SCOPES))
    .action(async ({ registry, newSigningKey: fresh, scope }: LoginOptions) => {
      const at = registryOf(registry)
      const signedIn = (fresh !== true || (await keyFor(at)) === undefined) && (await login(at, io, scope))
      if (fresh === true) await newSigningKey(at, io)
      // Where no sign-in is needed, the first signed report makes one. A key that may not report signs nothing.
      else if (signedIn && (scope?.includes('report') ?? true)) await offerSigningKey(at, io)
      finish(EXIT.ok)
    })
}

/** `superweights logout` */
export function addLogout(program: Command, io: Io, finish: Finish): void {
  program
    .command('logout')
    .description('revoke the keys of this machine at a registry, and forget them')
    .addOption(registryOption())
    .action(async ({ registry }: RegistryOptions) => {
      await logout(registryOf(registry), io)
      finish(EXIT.ok)
    })
}

/** `superweights whoami` */
export function addWhoAmI(program: Command, io: Io, finish: Finish): void {
  program
    .command('whoami')
    .description('say which account commands act for at a registry, and what it may do')
    .addOption(registryOption())
    .option('--json', 'print the answer as JSON and nothing else')
    .action(async ({ registry, json }: RegistryOptions & { readonly json?: boolean }) => {
      const at = registryOf(registry)
      const who = await askRegistry(new URL('/api/v1/account', at), WhoAmI, io, { key: await keyFor(at) })
      io.stdout.write(json ? `${JSON.stringify(who, null, 2)}\n` : describe(who, at))
      finish(EXIT.ok)
    })
}

const describe = ({ handle, roles, scopes }: WhoAmI, registry: URL) =>
  `${printable(handle)} at ${registry.origin}: ${roles.join(', ')}; may ${scopes.join(', ')}\n`

/** Makes a key to sign with beside the one of the account. Whoever is signed in stays so without it. */
async function offerSigningKey(registry: URL, io: Io): Promise<void> {
  try {
    await signingKeyAt(registry, io)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    io.stderr.write(`No key to sign reports with was registered: ${error.message}\n`)
  }
}

/** @returns whether somebody signed in; false where no sign-in is needed */
async function login(registry: URL, io: Io, scopes?: readonly Scope[]): Promise<boolean> {
  assertPrivate(registry)
  const codes = await codesOf(registry, io, scopes)
  if (codes === null) return false
  io.stderr.write(
    `Open ${printable(codes.verification_uri_complete)}\nand approve the code ${printable(codes.user_code)}. Waiting …\n`,
  )
  const { key, account, record } = await keyOf(registry, codes, io)
  await storeCredential(registry, { key, account })
  io.stdout.write(
    `Signed in at ${registry.origin} as ${printable(account)} until ${record.expires_at?.slice(0, 10) ?? 'revoked'}.\n`,
  )
  io.stderr.write(`The key is in ${credentialsFile()}; "superweights logout" revokes it.\n`)
  return true
}

/** Null where no sign-in is needed, which is said. */
async function codesOf(registry: URL, io: Io, scopes?: readonly Scope[]): Promise<DeviceCodes | null> {
  try {
    return await askRegistry(new URL('/api/v1/device', registry), DeviceCodes, io, { body: scopes ? { scopes } : {} })
  } catch (error) {
    if (!(error instanceof RegistryError && error.code === 'no-sign-in')) throw error
    const local = await askRegistry(new URL('/api/v1/account', registry), WhoAmI, io).catch((refused: unknown) => {
      if (refused instanceof RegistryError) throw error
      throw refused
    })
    io.stdout.write(
      `No sign-in is needed: at ${registry.origin} commands act for the account ${printable(local.handle)}.\n`,
    )
    return null
  }
}

/** Asks until the person has decided, as seldom as the registry wants (RFC 8628, 3.5). */
async function keyOf(registry: URL, { device_code, interval }: DeviceCodes, io: Io): Promise<NewKeyRecord> {
  const body = { device_code, name: `command line on ${os.hostname()}`.slice(0, 60) }
  for (let seconds = interval; ;) {
    await sleep(seconds * 1_000, undefined, { signal: io.signal }).catch(() => io.signal.throwIfAborted())
    try {
      return await askRegistry(new URL('/api/v1/device/token', registry), NewKeyRecord, io, { body })
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error
      if (error.code === 'slow-down') seconds += 5
      else if (error.code !== 'authorization-pending') throw error
    }
  }
}

async function logout(registry: URL, io: Io): Promise<void> {
  const key = await keyFor(registry)
  const signs = Object.keys(await storedSigningKeys(registry)).length > 0
  if (key === undefined && !signs)
    return void io.stdout.write(`Nobody is signed in at ${registry.origin} on this machine.\n`)
  try {
    await revokeSigningKeys(registry, io)
    if (key === undefined) return void (await forget(registry, io))
    await askRegistry(new URL('/api/v1/keys/revoke', registry), z.object({ revoked: z.string() }), io, {
      key,
      body: {},
    })
  } catch (error) {
    // It is revoked or expired already: forgetting it is all there is to do.
    if (!(error instanceof RegistryError && error.code === 'invalid-key')) throw error
  }
  await forget(registry, io)
}

async function forget(registry: URL, io: Io): Promise<void> {
  const account = (await forgetCredential(registry))?.account
  io.stdout.write(`Signed out at ${registry.origin}${account === undefined ? '' : `: ${printable(account)}`}.\n`)
}
