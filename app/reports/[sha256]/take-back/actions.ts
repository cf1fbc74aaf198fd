'use server'

import { textOf } from '@/app/form-text'
import { incoming } from '@/app/incoming'
import { showAgain } from '@/app/show-again'
import { type ActState, NOTHING_REFUSED } from '@/components/form/act-state'
import { takeBack } from './take-back'

/** Receives the form that takes a signed run back, with and without JavaScript. */
export async function takeBackForm(sha256: string, _: ActState, data: FormData): Promise<ActState> {
  const text = textOf(data.get('text'))
  const taken = await takeBack(await incoming(), sha256, text)
  if ('problem' in taken) return { problem: taken.problem, text }
  await showAgain(`/reports/${encodeURIComponent(sha256)}/take-back`)
  return NOTHING_REFUSED
}
