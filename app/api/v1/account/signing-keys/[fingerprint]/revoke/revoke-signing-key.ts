import { z } from 'zod'
import { MAY_SIGN } from '@/app/who-may-write'
import { revokeSigningKey } from '@/lib/accounts/signing/manage'
import { db } from '@/lib/db'
import { route } from '@/lib/http/route'

export const revokeSigningKeyRoute = route({
  name: 'revokeSigningKey',
  method: 'POST',
  auth: MAY_SIGN,
  path: '/api/v1/account/signing-keys/{fingerprint}/revoke',
  summary: 'Revoke a signing key of your account',
  description: 'What it signed before stays valid; nothing that it signs is taken any more. Takes no body.',
  params: z.object({
    fingerprint: z.string().meta({ description: 'Of a signing key of your account.', example: 'a'.repeat(64) }),
  }),
  response: { 200: { description: 'The key is revoked.', schema: z.object({ revoked: z.string() }) } },
  problems: [404],
  cache: 'never',
  async handler({ account, params }) {
    await revokeSigningKey(db, account.id, params.fingerprint)
    return { body: { revoked: params.fingerprint } }
  },
})
