import { db } from '@/lib/db'
import type { Account } from '@/prisma/generated/client'
import { canSignIn } from '../providers'
import { signInLibrary } from './load'
import { COOKIE_PREFIX } from './names'

/** A browser that is signed in. */
export interface SignedIn {
  readonly account: Account
  readonly sessionId: number
}

/** The account whose browser sent a request; null where nobody is signed in. */
export async function sessionOf(request: Request): Promise<SignedIn | null> {
  if (!canSignIn() || !(request.headers.get('cookie') ?? '').includes(`${COOKIE_PREFIX}.session_token=`)) return null
  const found = await (await signInLibrary()).api.getSession({ headers: request.headers })
  if (found === null) return null
  const account = await db.account.findUnique({ where: { id: Number(found.user.id) } })
  return account === null || account.deletedAt !== null ? null : { account, sessionId: Number(found.session.id) }
}
