'use server'

import { incoming } from '@/app/incoming'
import { showAgain } from '@/app/show-again'
import type { RoleState } from '@/components/accounts/form-state'
import { setRoleOf } from './set-role'

export async function setRoleForm(_: RoleState, data: FormData): Promise<RoleState> {
  const set = await setRoleOf(await incoming(), data)
  if ('problem' in set) return { problem: set.problem }
  await showAgain(`/people/${encodeURIComponent(String(data.get('handle')))}`)
  return { problem: null }
}
