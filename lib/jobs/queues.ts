import { JOBS, type JobName } from './index'

/** What pg-boss is told of a queue; times in seconds. */
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

/** The worker beats at half of this, also while its child computes; a killed one is noticed within this and one look of the monitor. */
const HEARTBEAT = 20

/** A submission whose Hub does not answer is given up after this: `screenSubmission` ends it, before pg-boss runs out of retries. */
export const HUB_RETRY_MS = 48 * HOUR * 1_000

/** Runs of one submission that may fail by its own fault: a checkpoint that crashes its verifier does so every time. */
export const MAX_FAILED_RUNS = 5

/**
 * Runs of one submission that may be broken off from outside (the worker, database or machine dies, the disk is full, the Hub is silent). With the delays
 * below, 20 of them take at least two hours: an outage is over by then, while a claim that kills every worker that touches it is stopped.
 */
export const MAX_INTERRUPTED_RUNS = 20

/**
 * `exclusive` with the submission as key: a submission has at most one job waiting or running in a queue. The retry limits lie above what
 * the registry itself allows, so that it is always the registry that ends a submission, with a reason.
 */
export const QUEUES: Readonly<Record<JobName, QueueSettings>> = {
  // With delays of 1 minute doubling to 3 hours, 60 retries last 4 days at the least.
  [JOBS.screen]: {
    policy: 'exclusive',
    retryLimit: 60,
    retryDelay: MINUTE,
    retryBackoff: true,
    retryDelayMax: 3 * HOUR,
    heartbeatSeconds: HEARTBEAT,
    expireInSeconds: 15 * MINUTE,
    notify: true,
  },
  // A `full` run of a 7B model takes hours on a few cores; 23 hours is just under the most that pg-boss takes.
  [JOBS.verify]: {
    policy: 'exclusive',
    retryLimit: 3 * (MAX_FAILED_RUNS + MAX_INTERRUPTED_RUNS),
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 10 * MINUTE,
    heartbeatSeconds: HEARTBEAT,
    expireInSeconds: 23 * HOUR,
    notify: true,
  },
}
