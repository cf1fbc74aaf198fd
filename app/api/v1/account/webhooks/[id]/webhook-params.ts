import { z } from 'zod'
import { MAX_ID } from '@/lib/ids'
import { wholeNumber } from '@/lib/whole-number'

/** Names a webhook of the account that asks. */
export const WebhookParams = z.object({
  id: wholeNumber(1, MAX_ID).meta({ description: 'Of a webhook of your account.', example: 1 }),
})
