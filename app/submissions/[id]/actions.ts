'use server'

import { redirect } from 'next/navigation'
import { incoming } from '@/app/incoming'
import type { MaintainProblem } from '@/components/submissions/maintain-form'
import { receiveOrder } from './receive-order'

/** Receives the form for maintainers, with and without JavaScript. What was done leads to the submission as it is then. */
export async function maintainForm(id: string, _: MaintainProblem, data: FormData): Promise<MaintainProblem> {
  const [what, reason] = [textOf(data.get('what')), textOf(data.get('reason'))]
  const problem = await receiveOrder(await incoming(), id, what, reason)
  if (problem !== null) return problem.detail
  redirect(`/submissions/${encodeURIComponent(id)}`)
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')
