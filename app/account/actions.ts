'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { incoming } from '@/app/incoming'
import type { DeleteState, KeyState } from '@/components/accounts/form-state'
import { deleteAccountOf, endOtherSessionsOf, endSessionOf, makeKeyOf, revokeKeyOf } from './change-account'

/** The key stays on the page until it is left: only its hash is stored. */
export async function makeKeyForm(_: KeyState, data: FormData): Promise<KeyState> {
  const made = await makeKeyOf(await incoming(), data)
  revalidatePath('/account') // its table has one more
  return 'problem' in made ? { problem: made.problem, made: null } : { problem: null, made: made.done }
}

export async function revokeKeyForm(data: FormData): Promise<void> {
  await revokeKeyOf(await incoming(), data)
  showAgain('keys')
}

export async function endSessionForm(data: FormData): Promise<void> {
  await endSessionOf(await incoming(), data)
  showAgain('browsers')
}

export async function endOtherSessionsForm(): Promise<void> {
  await endOtherSessionsOf(await incoming())
  showAgain('browsers')
}

export async function deleteAccountForm(_: DeleteState, data: FormData): Promise<DeleteState> {
  const deleted = await deleteAccountOf(await incoming(), data)
  if ('problem' in deleted) return { problem: deleted.problem }
  redirect('/')
}

/** The account as it is now. A redirect alone would not do: to its own address, the router would only scroll. */
function showAgain(section: string): never {
  revalidatePath('/account')
  redirect(`/account#${section}`)
}
