'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { incoming } from '@/app/incoming'
import { showAgain } from '@/app/show-again'
import type { DeleteState, KeyState, SecretState } from '@/components/accounts/form-state'
import { deleteWebhookOf, makeWebhookOf, rotateWebhookOf, testWebhookOf } from './change-webhooks'
import type { WebhookSecret } from '@/lib/webhooks/schema'
import type { Attempt } from '@/app/attempt'
import {
  deleteAccountOf,
  endOtherSessionsOf,
  endSessionOf,
  makeKeyOf,
  revokeKeyOf,
  revokeSigningKeyOf,
} from './change-account'

/** The key stays on the page until it is left: only its hash is stored. */
export async function makeKeyForm(_: KeyState, data: FormData): Promise<KeyState> {
  const made = await makeKeyOf(await incoming(), data)
  revalidatePath('/account') // its table has one more
  return 'problem' in made ? { problem: made.problem, made: null } : { problem: null, made: made.done }
}

export async function revokeKeyForm(data: FormData): Promise<void> {
  await revokeKeyOf(await incoming(), data)
  await showAgain('/account', 'keys')
}

export async function revokeSigningKeyForm(data: FormData): Promise<void> {
  await revokeSigningKeyOf(await incoming(), data)
  await showAgain('/account', 'signing-keys')
}

export async function endSessionForm(data: FormData): Promise<void> {
  await endSessionOf(await incoming(), data)
  await showAgain('/account', 'browsers')
}

export async function endOtherSessionsForm(): Promise<void> {
  await endOtherSessionsOf(await incoming())
  await showAgain('/account', 'browsers')
}

export async function deleteAccountForm(_: DeleteState, data: FormData): Promise<DeleteState> {
  const deleted = await deleteAccountOf(await incoming(), data)
  if ('problem' in deleted) return { problem: deleted.problem }
  redirect('/')
}

/** The secret stays on the page until it is left, as a key does. */
export async function makeWebhookForm(_: SecretState, data: FormData): Promise<SecretState> {
  return secretState(await makeWebhookOf(await incoming(), data))
}

export async function rotateWebhookForm(_: SecretState, data: FormData): Promise<SecretState> {
  return secretState(await rotateWebhookOf(await incoming(), data))
}

export async function testWebhookForm(data: FormData): Promise<void> {
  await testWebhookOf(await incoming(), data)
  await showAgain('/account', 'webhooks')
}

export async function deleteWebhookForm(data: FormData): Promise<void> {
  await deleteWebhookOf(await incoming(), data)
  await showAgain('/account', 'webhooks')
}

function secretState(attempted: Attempt<WebhookSecret>): SecretState {
  revalidatePath('/account')
  if ('problem' in attempted) return { problem: attempted.problem, made: null }
  const { webhook, secret } = attempted.done
  return { problem: null, made: { url: webhook.url, secret } }
}
