import { keyOfDevice } from '@/lib/accounts/device/device'
import { DeviceTokenInput, NewKeyRecord } from '@/lib/accounts/device/schema'
import { route } from '@/lib/http/route'

/** A code and a name. */
const MAX_BODY_BYTES = 2_000

export const getDeviceKeyRoute = route({
  name: 'getDeviceKey',
  method: 'POST',
  auth: 'anyone',
  path: '/api/v1/device/token',
  summary: 'The key of a program whose person has approved',
  description:
    'Until then 400 with the codes `authorization-pending` or `slow-down`, at the end `access-denied` or `expired-code`; the member `error` has the word of RFC 8628.',
  body: DeviceTokenInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'The key, which is shown only here.', schema: NewKeyRecord } },
  problems: [409],
  cache: 'never',
  handler: async ({ body }) => ({ body: await keyOfDevice(body) }),
})
