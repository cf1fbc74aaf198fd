import type { Account } from '@/prisma/generated/client'
import { type Rights, rightsOfKey, rightsOfPerson } from './auth'
import { findKey } from './keys/find'
import { LOCAL, whyNotLocal } from './local'
import { canSignIn } from './providers'
import { sessionOf } from './sign-in/session'

/** Who sends a request. */
export type Identified =
  | {
      readonly via: 'key' | 'session'
      readonly account: Account
      readonly rights: Rights
      readonly sessionId: number | null
    }
  /** Its account is made when it first does something. */
  | { readonly via: 'local'; readonly account: null; readonly rights: Rights; readonly sessionId: null }

const BEARER = /^bearer +(\S+) *$/i

/** What stands for a key in the header `Authorization`, whatever it is; null without the header. */
export function sentKeyOf(request: Request): string | null {
  const sent = request.headers.get('authorization')
  return sent === null ? null : (BEARER.exec(sent)?.[1] ?? '')
}

/**
 * Who sends a request: whoever owns the key in its header `Authorization`, whoever is signed in in that browser, or `local`. A request with a key is judged by
 * it alone.
 * @returns null for nobody
 * @throws AppError 401 `invalid-key`
 */
export async function identify(request: Request): Promise<Identified | null> {
  const sent = sentKeyOf(request)
  if (sent !== null) {
    const { account, scopes } = await findKey(sent)
    return { via: 'key', account, rights: rightsOfKey(account.roles, scopes), sessionId: null }
  }
  if (!canSignIn())
    return whyNotLocal(request) === null ? { via: 'local', account: null, rights: LOCAL, sessionId: null } : null
  const session = await sessionOf(request)
  return session && { via: 'session', ...session, rights: rightsOfPerson(session.account.roles) }
}
