import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { SCOPES, type Scope } from '../auth'
import { makeKey } from '../keys/manage'
import { canSignIn, missingForSignIn } from '../providers'
import { signInLibrary } from '../sign-in/load'
import { DEVICE_CLIENT } from '../sign-in/names'
import { inPlainWords } from './library-error'
import type { DeviceCodes, DeviceTokenInput, NewKeyRecord } from './schema'

/** Days that a key of the command line is valid. */
const KEY_DAYS = 90

/**
 * Codes for a program that wants to act for somebody (RFC 8628): the person opens the page, compares the code and approves.
 * @throws AppError 409 `no-sign-in`
 */
export async function askForDevice(scopes: readonly Scope[]): Promise<DeviceCodes> {
  assertSignIn()
  return (await signInLibrary()).api.deviceCode({ body: { client_id: DEVICE_CLIENT, scope: scopes.join(' ') } })
}

/**
 * The key of a program whose person has approved. The session that the sign-in library makes for it ends here: a key can do less, and is seen and revoked.
 * @throws AppError 400 `authorization-pending`, `slow-down`, `access-denied`, `expired-code`; 409 `no-sign-in`, `too-many-keys`
 */
export async function keyOfDevice({ device_code, name }: DeviceTokenInput): Promise<NewKeyRecord> {
  assertSignIn()
  const granted = await inPlainWords(async () =>
    (await signInLibrary()).api.deviceToken({
      body: { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code, client_id: DEVICE_CLIENT },
    }),
  )
  return db.$transaction(async (tx) => {
    const { account } = await tx.session.delete({ where: { token: granted.access_token }, include: { account: true } })
    const made = await makeKey(tx, { accountId: account.id, name, scopes: scopesOf(granted.scope), days: KEY_DAYS })
    return { ...made, account: account.handle }
  })
}

/** A program that waits for the person's decision. */
export interface DeviceRequest {
  readonly userCode: string
  readonly scopes: readonly Scope[]
}

/**
 * What a code asks for, bound to the person who looks at it: nobody else can then approve it.
 * @param headers of a browser that is signed in
 * @throws AppError 400 `expired-code`, 409 `no-sign-in`
 */
export async function deviceRequestOf(userCode: string, headers: Headers): Promise<DeviceRequest> {
  assertSignIn()
  const found = await inPlainWords(async () =>
    (await signInLibrary()).api.deviceVerify({ query: { user_code: userCode }, headers }),
  )
  if (found.status !== 'pending')
    throw new AppError({ status: 400, code: 'expired-code', detail: 'This code was used already. Begin again.' })
  return { userCode: found.user_code, scopes: scopesOf(found.scope ?? '') }
}

/**
 * Approves or denies what a code asks for.
 * @throws AppError 400 `expired-code`, `access-denied`; 409 `no-sign-in`
 */
export async function decideDevice(userCode: string, approve: boolean, headers: Headers): Promise<void> {
  assertSignIn()
  const { api } = await signInLibrary()
  const call = { body: { userCode }, headers }
  await inPlainWords(() => (approve ? api.deviceApprove(call) : api.deviceDeny(call)))
}

const scopesOf = (text: string): Scope[] => SCOPES.filter((scope) => text.split(' ').includes(scope))

function assertSignIn(): void {
  if (canSignIn()) return
  throw new AppError({
    status: 409,
    code: 'no-sign-in',
    detail: `This registry has no sign-in provider: nobody can sign in. On its own machine no sign-in is needed. ${missingForSignIn().join(' ')}`,
  })
}
