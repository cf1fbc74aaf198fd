import { MAY_SIGN } from '@/app/who-may-write'
import { registerSigningKey, signingKeyRecordOf } from '@/lib/accounts/signing/manage'
import { SigningKeyInput, SigningKeyRecord } from '@/lib/accounts/signing/schema'
import { db } from '@/lib/db'
import { route } from '@/lib/http/route'

export const registerSigningKeyRoute = route({
  name: 'registerSigningKey',
  method: 'POST',
  auth: MAY_SIGN,
  path: '/api/v1/account/signing-keys',
  summary: 'Register the public half of a key that you sign reports with',
  description:
    'The private half never leaves your machine. With `replaces`, another key of yours is revoked by the same request; what it signed before stays valid.',
  body: SigningKeyInput,
  limits: { maxBodyBytes: 4 * 1024 },
  response: {
    201: { description: 'Registered.', schema: SigningKeyRecord },
    200: { description: 'It was registered before.', schema: SigningKeyRecord },
  },
  problems: [404, 409],
  cache: 'never',
  async handler({ account, body }) {
    const { key, created } = await db.$transaction((tx) => registerSigningKey(tx, account.id, body))
    return { status: created ? 201 : 200, body: signingKeyRecordOf(key) }
  },
})
