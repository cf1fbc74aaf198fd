import { MAY_SIGN } from '@/app/who-may-write'
import { db } from '@/lib/db'
import { route } from '@/lib/http/route'
import { giveNonce } from '@/lib/reproductions/nonces'
import { NonceInput, NonceRecord } from '@/lib/reproductions/schema'
import { ownRegistry } from '../own-registry'

export const giveNonceRoute = route({
  name: 'giveNonce',
  method: 'POST',
  auth: MAY_SIGN,
  path: '/api/v1/reproductions/nonces',
  summary: 'Get leave to reproduce a record: a nonce, and what to measure',
  description: 'Ask before measuring: what would be refused afterwards is refused now.',
  body: NonceInput,
  limits: { maxBodyBytes: 4 * 1024 },
  response: { 201: { description: 'A nonce, valid for twelve hours and for one report.', schema: NonceRecord } },
  problems: [404, 409],
  cache: 'never',
  handler: async ({ account, body, request }) => ({
    status: 201,
    body: await db.$transaction((tx) => giveNonce(tx, account.id, body, ownRegistry(request))),
  }),
})
