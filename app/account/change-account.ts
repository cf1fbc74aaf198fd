import { type Attempt, attempt } from '@/app/attempt'
import { MAY_CHANGE_ACCOUNT } from '@/app/who-may-write'
import { identify } from '@/lib/accounts/identify'
import { makeKey, revokeKey } from '@/lib/accounts/keys/manage'
import { KeyInput, type KeyRecord } from '@/lib/accounts/keys/schema'
import { revokeSigningKey } from '@/lib/accounts/signing/manage'
import { deleteAccount } from '@/lib/people/delete'
import { endOtherSessions, endSession } from '@/lib/accounts/sign-in/sessions'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { assertStorable } from '@/lib/http/storable'
import { invalidInput } from '@/lib/http/problem'
import { textOf } from '@/app/form-text'
import { idOf } from './row-id'

/** What the forms of /account send; each function is one of them. */
type Form = FormData

/** Makes a key, which is shown once. */
export function makeKeyOf(request: Request, form: Form): Promise<Attempt<{ key: string; record: KeyRecord }>> {
  return attempt(MAY_CHANGE_ACCOUNT, request, ({ account }) => {
    const read = KeyInput.safeParse({
      name: form.get('name'),
      scopes: form.getAll('scopes'),
      days: Number(form.get('days')),
    })
    if (!read.success) throw invalidInput(read.error)
    assertStorable(read.data)
    return db.$transaction((tx) => makeKey(tx, { accountId: account.id, ...read.data }))
  })
}

export function revokeKeyOf(request: Request, form: Form): Promise<Attempt<void>> {
  return attempt(MAY_CHANGE_ACCOUNT, request, ({ account }) => revokeKey(account.id, idOf(form)))
}

/** Revokes a key that reports are signed with. */
export function revokeSigningKeyOf(request: Request, form: Form): Promise<Attempt<void>> {
  return attempt(MAY_CHANGE_ACCOUNT, request, ({ account }) =>
    revokeSigningKey(db, account.id, textOf(form.get('fingerprint'))),
  )
}

export function endSessionOf(request: Request, form: Form): Promise<Attempt<void>> {
  return attempt(MAY_CHANGE_ACCOUNT, request, ({ account }) => endSession(account.id, idOf(form)))
}

/** Signs out every other browser. */
export function endOtherSessionsOf(request: Request): Promise<Attempt<void>> {
  return attempt(MAY_CHANGE_ACCOUNT, request, async ({ account }) => {
    const own = (await identify(request))?.sessionId
    if (typeof own === 'number') await endOtherSessions(account.id, own)
  })
}

/** Deletes the account of whoever types its handle. */
export function deleteAccountOf(request: Request, form: Form): Promise<Attempt<void>> {
  return attempt(MAY_CHANGE_ACCOUNT, request, async ({ account }) => {
    if (form.get('handle') !== account.handle)
      throw new AppError({
        status: 422,
        code: 'invalid-input',
        detail: `Type ${account.handle} to delete this account. Nothing was done.`,
        extra: { errors: [{ path: 'handle', message: `expected ${account.handle}` }] },
      })
    await deleteAccount(account)
  })
}
