'use server'

import { textOf } from '@/app/form-text'
import { incoming } from '@/app/incoming'
import { showAgain } from '@/app/show-again'
import { type ActState, NOTHING_REFUSED } from '@/components/form/act-state'
import type { Problem } from '@/components/form/problem'
import { receiveOrder } from './receive-order'
import { receiveReview } from './receive-review'

/** Receives the form for maintainers, with and without JavaScript. What was done leads to the submission as it is then. */
export async function maintainForm(id: string, _: ActState, data: FormData): Promise<ActState> {
  const text = textOf(data.get('text'))
  return outcomeOf(id, text, await receiveOrder(await incoming(), id, textOf(data.get('what')), text))
}

/** Receives a reviewer's form, likewise. */
export async function reviewForm(id: string, _: ActState, data: FormData): Promise<ActState> {
  const text = textOf(data.get('text'))
  return outcomeOf(id, text, await receiveReview(await incoming(), id, text), 'reviews')
}

async function outcomeOf(id: string, text: string, problem: Problem | null, section?: string): Promise<ActState> {
  if (problem !== null) return { problem, text }
  await showAgain(`/submissions/${encodeURIComponent(id)}`, section)
  return NOTHING_REFUSED
}
