import { type Attempt, attempt } from '@/app/attempt'
import { MAY_CHANGE_ACCOUNT } from '@/app/who-may-write'
import { decideDevice } from '@/lib/accounts/device/device'

/** Approves or denies what a terminal asks for. */
export function decideOf(request: Request, form: FormData): Promise<Attempt<'approved' | 'denied'>> {
  return attempt(MAY_CHANGE_ACCOUNT, request, async () => {
    const approve = form.get('decision') === 'approve'
    await decideDevice(String(form.get('user_code') ?? ''), approve, request.headers)
    return approve ? 'approved' : 'denied'
  })
}
