import { z } from 'zod'

/** The contract between site and worker: names and payloads of the queue. The rest is in the submission's row. */
export const JOBS = {
  /** Read the checkpoint of a submission that could not be read on receipt. */
  screen: 'screen',
  /** Run the verifier on a screened submission of a small model. */
  verify: 'verify',
  /** The same for a medium and for a large one: lib/jobs/lanes.ts. */
  verifyMedium: 'verify-medium',
  verifyLarge: 'verify-large',
  /** Read what the models made from a recorded one store at its coordinates. */
  descendants: 'descendants',
  /** Send a webhook what waits for it. */
  webhook: 'webhook',
} as const
export type JobName = (typeof JOBS)[keyof typeof JOBS]

export const JobPayload = z.object({ submission_id: z.int().positive() })
export type JobPayload = z.infer<typeof JobPayload>

/** Jobs of one submission each. */
export type SubmissionJob = typeof JOBS.screen | RunJob
/** Those that run the verifier. */
export type RunJob = typeof JOBS.verify | typeof JOBS.verifyMedium | typeof JOBS.verifyLarge

/** Of a job about a model, by its key. */
export const ModelPayload = z.object({ model_id: z.int().positive() })
export type ModelPayload = z.infer<typeof ModelPayload>

/** Of a job about a webhook, by its key. */
export const WebhookPayload = z.object({ webhook_id: z.int().positive() })
export type WebhookPayload = z.infer<typeof WebhookPayload>

/** Channel that a trigger notifies of every message to a webhook; the payload is the webhook's number. */
export const WEBHOOKS_CHANNEL = 'webhooks'

/** Channel that a trigger notifies of every change of a submission (first migration); the payload is its number. */
export const SUBMISSIONS_CHANNEL = 'submissions'
