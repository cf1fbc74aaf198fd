'use server'

import { redirect } from 'next/navigation'
import { incoming } from '@/app/incoming'
import { FIELD_NAMES, SEARCH_BUTTON, type Fields, wantedOf } from '@/components/submissions/fields'
import type { FormState } from '@/components/submissions/form-state'
import { pageAfterSending } from '@/components/submissions/page-after-sending'
import { receiveForm } from './receive-form'

/** Receives the form without JavaScript. With JavaScript the form calls the API instead; both end in the same function. */
export async function submitForm(_: FormState, data: FormData): Promise<FormState> {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, textOf(data.get(name))])) as Fields
  const wanted = wantedOf(textOf(data.get(SEARCH_BUTTON.name)))
  const received = await receiveForm(await incoming(), fields, wanted)
  if ('problem' in received) return { fields, problem: received.problem, checked: null }
  if ('checked' in received) return { fields, problem: null, checked: received.checked }
  redirect(pageAfterSending(received))
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')
