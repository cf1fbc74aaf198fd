/** Webhooks of one account: one for each of a few programs. Each costs the registry a request for every change. */
export const MAX_WEBHOOKS = 5

/** A receiver answers first and works afterwards, as Standard Webhooks advises. */
export const ANSWER_MS = 10_000

/** Bytes of an answer that are read, so that its connection can be used again; nobody looks at them. */
export const MAX_ANSWER_BYTES = 1_024

/** Messages of one run, so that a busy webhook holds no other; the next round of maintenance goes on. */
export const MAX_IN_A_RUN = 50

/** Failures of one run: a receiver that refuses one message may take the next, one that refuses three is broken. */
export const MAX_FAILURES_IN_A_RUN = 3

/**
 * Runs in a row without a delivery after which a webhook is disabled, and tries after which one message is given up. With the delays of its queue
 * (lib/jobs/queues.ts) these take most of a day.
 */
export const MAX_FAILED_RUNS = 13

/** For this long after a rotation the old secret signs too, so that its receiver can be changed in peace. */
export const OLD_SECRET_MS = 24 * 3_600_000

/** How long messages are kept that were delivered or given up. */
export const KEPT_MS = 14 * 24 * 3_600_000

/** Messages that the page of an account shows of each webhook. */
export const SHOWN = 5
