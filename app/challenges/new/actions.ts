'use server'

import { redirect } from 'next/navigation'
import { textOf } from '@/app/form-text'
import { incoming } from '@/app/incoming'
import type { OpenState } from '@/components/challenges/form-state'
import { receiveChallenge } from './receive-challenge'

/** Receives the form of a challenge, with and without JavaScript. */
export async function openChallengeForm(_: OpenState, data: FormData): Promise<OpenState> {
  const fields = {
    record: textOf(data.get('record')),
    reason: textOf(data.get('reason')),
    text: textOf(data.get('text')),
  }
  const result = await receiveChallenge(await incoming(), fields)
  if ('problem' in result) return { problem: result.problem, fields }
  redirect(result.done.challenge.url)
}
