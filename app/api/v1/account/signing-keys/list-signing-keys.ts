import { z } from 'zod'
import { MAY_SIGN } from '@/app/who-may-write'
import { ownSigningKeys } from '@/lib/accounts/signing/manage'
import { OwnSigningKey } from '@/lib/accounts/signing/schema'
import { route } from '@/lib/http/route'

export const listSigningKeysRoute = route({
  name: 'listSigningKeys',
  method: 'GET',
  auth: MAY_SIGN,
  path: '/api/v1/account/signing-keys',
  summary: 'The keys that you sign reports with',
  response: { 200: { description: 'The keys.', schema: z.object({ items: z.array(OwnSigningKey) }) } },
  cache: 'never',
  handler: async ({ account }) => ({ body: { items: await ownSigningKeys(account.id) } }),
})
