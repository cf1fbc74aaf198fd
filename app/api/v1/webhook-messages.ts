import { SubmissionChanged, WebhookTest } from '@/lib/webhooks/schema'

const RESPONSES = { '2XX': { description: 'Taken. Anything else is sent again; 410 disables the webhook.' } }

/** What webhooks get, for the document. */
export const WEBHOOKS = {
  submissionChanged: {
    post: {
      operationId: 'submissionChanged',
      summary: 'A submission that your account sent or joined has another state',
      description: 'Signed as Standard Webhooks 1.0.0 wants it.',
      requestBody: { content: { 'application/json': { schema: SubmissionChanged } } },
      responses: RESPONSES,
    },
  },
  webhookTest: {
    post: {
      operationId: 'webhookTest',
      summary: 'A test that you asked for',
      requestBody: { content: { 'application/json': { schema: WebhookTest } } },
      responses: RESPONSES,
    },
  },
}
