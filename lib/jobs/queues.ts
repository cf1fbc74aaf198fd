import { JOBS, type JobName } from './index'

/** pg-boss settings of a queue; times in seconds. */
export interface QueueSettings {
  readonly policy: 'exclusive'
  readonly retryLimit: number
  readonly retryDelay: number
  readonly retryBackoff: true
  readonly retryDelayMax: number
  readonly heartbeatSeconds: number
  readonly expireInSeconds: number
  readonly notify: true
}

const MINUTE = 60
const HOUR = 60 * MINUTE

/** The worker sends a heartbeat at half of this, also while its child computes; a killed one is detected within this plus one interval of the monitor. */
export const HEARTBEAT_SECONDS = 20

/** A submission whose Hub does not respond is abandoned after this: `screenSubmission` ends it, before pg-boss runs out of retries. */
export const HUB_RETRY_MS = 48 * HOUR * 1_000

/** Allowed failures of the claim itself: a checkpoint that crashes its verifier does so every time. */
export const MAX_FAILED_RUNS = 5

/**
 * Allowed interruptions from outside (the worker, database or machine dies, the disk is full, the Hub does not respond). With the delays below, 20 of them
 * take at least two hours: an outage is over by then, while a claim that kills every worker is stopped.
 */
export const MAX_INTERRUPTED_RUNS = 20

/** A `full` run of a 7B model takes hours on a few cores; 23 hours is just under pg-boss's maximum. */
const RUN: QueueSettings = {
  policy: 'exclusive',
  retryLimit: 3 * (MAX_FAILED_RUNS + MAX_INTERRUPTED_RUNS),
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 10 * MINUTE,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: 23 * HOUR,
  notify: true,
}

/**
 * `exclusive` with the submission (or the model, or the webhook) as key: a submission has at most one job waiting or running in a queue. The retry limits exceed
 * what the registry itself allows, so that the registry always ends a submission, or a webhook, with a reason.
 */
export const QUEUES: Readonly<Record<JobName, QueueSettings>> = {
  // With delays of 1 minute doubling to 3 hours, 60 retries last at least 4 days.
  [JOBS.screen]: {
    policy: 'exclusive',
    retryLimit: 60,
    retryDelay: MINUTE,
    retryBackoff: true,
    retryDelayMax: 3 * HOUR,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: 15 * MINUTE,
    notify: true,
  },
  // Forty models take minutes. What fails is asked for again by the next round of maintenance.
  [JOBS.descendants]: {
    policy: 'exclusive',
    retryLimit: 5,
    retryDelay: MINUTE,
    retryBackoff: true,
    retryDelayMax: HOUR,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: HOUR,
    notify: true,
  },
  // Delays of 30 seconds doubling to 4 hours: thirteen runs take 16 to 21 hours. Then lib/webhooks disables the webhook.
  [JOBS.webhook]: {
    policy: 'exclusive',
    retryLimit: 30,
    retryDelay: MINUTE / 2,
    retryBackoff: true,
    retryDelayMax: 4 * HOUR,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: 15 * MINUTE,
    notify: true,
  },
  [JOBS.verify]: RUN,
  [JOBS.verifyMedium]: RUN,
  [JOBS.verifyLarge]: RUN,
}
