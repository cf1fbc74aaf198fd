'use server'

import { redirect } from 'next/navigation'
import { textOf } from '@/app/form-text'
import { incoming } from '@/app/incoming'
import { identify } from '@/lib/accounts/identify'
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
  const { url } = result.done.challenge
  // Next follows a redirect by itself, from where nobody is `local`: that account would see no form to answer with.
  if ((await identify(await incoming()))?.via === 'local') return { problem: null, fields, opened: url }
  redirect(url)
}
