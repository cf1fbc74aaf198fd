import { attempt } from '@/app/attempt'
import { MAY_MAINTAIN } from '@/app/who-may-write'
import type { Problem } from '@/components/form/problem'
import { AppError } from '@/lib/errors/app-error'
import { invalidInput } from '@/lib/http/problem'
import { assertStorable } from '@/lib/http/storable'
import { maintain } from '@/lib/intake/maintain/maintain'
import { MAINTENANCE, MaintenanceInput } from '@/lib/intake/maintain/schema'

/** Does what a maintainer's form says; resolves to why not, or null. */
export async function receiveOrder(
  request: Request,
  id: string,
  word: string,
  reason: string,
): Promise<Problem | null> {
  const done = await attempt(MAY_MAINTAIN, request, async ({ account }) => {
    const read = MaintenanceInput.safeParse({ reason })
    if (!read.success) throw invalidInput(read.error)
    assertStorable(read.data)
    const what = MAINTENANCE.find((one) => one === word)
    if (what === undefined)
      throw new AppError({ status: 422, code: 'invalid-input', detail: 'Choose what to do with the submission.' })
    await maintain(id, what, { account, ...read.data })
  })
  return 'problem' in done ? done.problem : null
}
