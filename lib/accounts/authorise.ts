import { siteOrigin } from '@/lib/arrival/own-host'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { readOnlyProblem } from '@/lib/limits/read-only'
import type { Account } from '@/prisma/generated/client'
import { type AccountAuth, describeAuth, type Rights, ROLES, suffices } from './auth'
import { type Identified, identify } from './identify'
import { LOCAL, whyNotLocal } from './local'
import { canSignIn, missingForSignIn } from './providers'

/**
 * The account of a request, if it meets `auth`.
 * @throws AppError 401 `sign-in-required` or `invalid-key`, 403 `not-allowed`
 */
export async function authorise(auth: AccountAuth, request: Request): Promise<Account> {
  const who = await identify(request)
  if (who === null) throw signInRequired(request)
  const refusal = missingRights(auth, who.rights)
  if (refusal !== null) throw refusal
  return who.account ?? localAccount()
}

/** Why what needs `auth` would be refused now, or null; nothing is stored. For pages that say beforehand what the reader may do. */
export async function refusalOf(auth: AccountAuth, request: Request): Promise<AppError | null> {
  const readOnly = readOnlyProblem()
  if (readOnly) return readOnly
  try {
    const who = await identify(request)
    return who === null ? signInRequired(request) : missingRights(auth, who.rights)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** What the sender of a request may do, looked up once for a page that asks about several things; nothing is stored. */
export async function permissionsOf(request: Request): Promise<(auth: AccountAuth) => boolean> {
  const who = await readerOf(request)
  return (auth) => who !== null && suffices(who.rights, auth)
}

/** Who reads a page; null for nobody, and for a key that is not valid. */
export async function readerOf(request: Request): Promise<Identified | null> {
  try {
    return await identify(request)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Why an account with these rights is refused; null when it is not. */
export function missingRights(auth: AccountAuth, rights: Rights): AppError | null {
  if (suffices(rights, auth)) return null
  return new AppError({
    status: 403,
    code: 'not-allowed',
    detail: `Only ${describeAuth(auth)} may do this, and yours is not one. Nothing was done. Use another account or key, or ask the operator of this registry.`,
  })
}

function signInRequired(request: Request): AppError {
  return new AppError({
    status: 401,
    code: 'sign-in-required',
    detail: `Nobody is signed in. ${howToSignIn(request)}`,
    headers: { 'www-authenticate': 'Bearer' },
  })
}

function howToSignIn(request: Request): string {
  if (canSignIn())
    return `Sign in at ${siteOrigin()}/sign-in; from a program, run superweights login or send a key of your account in the header Authorization.`
  return `This registry has no sign-in provider yet. ${whyNotLocal(request) ?? missingForSignIn().join(' ')}`
}

async function localAccount(): Promise<Account> {
  const { handle } = LOCAL
  const known = await db.account.findUnique({ where: { handle } })
  if (known) return known
  await db.account.createMany({ data: [{ handle, roles: [...ROLES] }], skipDuplicates: true })
  return db.account.findUniqueOrThrow({ where: { handle } })
}
