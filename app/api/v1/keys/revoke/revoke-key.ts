import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { findKey } from '@/lib/accounts/keys/find'
import { sentKeyOf } from '@/lib/accounts/identify'
import { revokeKey } from '@/lib/accounts/keys/manage'
import { route } from '@/lib/http/route'

export const revokeKeyRoute = route({
  name: 'revokeKey',
  method: 'POST',
  auth: 'signed-in',
  path: '/api/v1/keys/revoke',
  summary: 'Revoke the key that sends this request',
  description: 'What `superweights logout` does. Other keys are revoked on the page of the account. Takes no body.',
  response: { 200: { description: 'The key is revoked.', schema: z.object({ revoked: z.string() }) } },
  problems: [422],
  cache: 'never',
  async handler({ request, account }) {
    const sent = sentKeyOf(request)
    if (sent === null)
      throw new AppError({
        status: 422,
        code: 'invalid-input',
        detail: 'This request was sent without a key: there is none to revoke. Nothing was done.',
      })
    const { id, start } = await findKey(sent)
    await revokeKey(account.id, id)
    return { body: { revoked: start } }
  },
})
