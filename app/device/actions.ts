'use server'

import { incoming } from '@/app/incoming'
import type { DeviceState } from '@/components/accounts/form-state'
import { decideOf } from './decide'

export async function decideForm(_: DeviceState, data: FormData): Promise<DeviceState> {
  const decided = await decideOf(await incoming(), data)
  return 'problem' in decided ? { problem: decided.problem, decided: null } : { problem: null, decided: decided.done }
}
