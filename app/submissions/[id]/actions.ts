'use server'

import { textOf } from '@/app/form-text'
import { incoming } from '@/app/incoming'
import { showAgain } from '@/app/show-again'
import type { MaintainProblem } from '@/components/submissions/maintain-form'
import type { ActState } from '@/components/challenges/form-state'
import { receiveOrder } from './receive-order'
import { receiveReview } from './receive-review'

/** Receives the form for maintainers, with and without JavaScript. What was done leads to the submission as it is then. */
export async function maintainForm(id: string, _: MaintainProblem, data: FormData): Promise<MaintainProblem> {
  const [what, reason] = [textOf(data.get('what')), textOf(data.get('reason'))]
  const problem = await receiveOrder(await incoming(), id, what, reason)
  if (problem !== null) return problem.detail
  await showAgain(pageOf(id))
  return null
}

/** Receives a reviewer's form, with and without JavaScript. */
export async function reviewForm(id: string, _: ActState, data: FormData): Promise<ActState> {
  const text = textOf(data.get('text'))
  const problem = await receiveReview(await incoming(), id, text)
  if (problem !== null) return { problem, text }
  await showAgain(pageOf(id), 'reviews')
  return { problem: null, text: '' }
}

const pageOf = (id: string) => `/submissions/${encodeURIComponent(id)}`
