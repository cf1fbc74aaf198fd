import { type Attempt, attempt } from '@/app/attempt'
import { MAY_SET_ROLES } from '@/app/who-may-write'
import { ROLES } from '@/lib/accounts/auth'
import { setRole } from '@/lib/people/roles'
import { AppError } from '@/lib/errors/app-error'

/** Sets a person's role, for a maintainer. */
export function setRoleOf(request: Request, form: FormData): Promise<Attempt<void>> {
  return attempt(MAY_SET_ROLES, request, async ({ account }) => {
    const role = ROLES.find((one) => one === form.get('role'))
    if (role === undefined)
      throw new AppError({ status: 422, code: 'invalid-input', detail: `Choose a role: ${ROLES.join(', ')}.` })
    await setRole(String(form.get('handle') ?? ''), role, account)
  })
}
