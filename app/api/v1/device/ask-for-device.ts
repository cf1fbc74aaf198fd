import { askForDevice } from '@/lib/accounts/device/device'
import { DeviceCodes, DeviceInput } from '@/lib/accounts/device/schema'
import { route } from '@/lib/http/route'

/** Three words. */
const MAX_BODY_BYTES = 1_000

export const askForDeviceRoute = route({
  name: 'askForDevice',
  method: 'POST',
  auth: 'anyone',
  path: '/api/v1/device',
  summary: 'Begin to sign in from a terminal',
  description:
    'Codes for a program that wants to act for somebody (RFC 8628): show the address and the code, and ask for the key at `/api/v1/device/token` until the person has decided.',
  body: DeviceInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'The codes.', schema: DeviceCodes } },
  problems: [409],
  cache: 'never',
  handler: async ({ body }) => ({ body: await askForDevice(body.scopes) }),
})
