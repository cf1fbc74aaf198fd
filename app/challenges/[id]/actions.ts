'use server'

import { textOf } from '@/app/form-text'
import { incoming } from '@/app/incoming'
import { showAgain } from '@/app/show-again'
import { type ActState, NOTHING_REFUSED } from '@/components/form/act-state'
import { answerChallenge } from './answer-challenge'

/** Receives the form of a challenge's page, with and without JavaScript. What was done leads to the challenge as it is then. */
export async function answerChallengeForm(id: string, _: ActState, data: FormData): Promise<ActState> {
  const text = textOf(data.get('text'))
  const problem = await answerChallenge(await incoming(), id, textOf(data.get('what')), text)
  if (problem !== null) return { problem, text }
  await showAgain(`/challenges/${encodeURIComponent(id)}`)
  return NOTHING_REFUSED
}
