import os from 'node:os'

/** Resource limits of one run of the child. */
export interface ChildLimits {
  /** From start to exit, in milliseconds. */
  readonly wallMs: number
  /** Without a line on standard output, in milliseconds. */
  readonly silentMs: number
  /** Resident memory of the process, in bytes. */
  readonly memoryBytes: number
  /** One line of standard output, in bytes. */
  readonly lineBytes: number
  /** All of standard output, in bytes. */
  readonly totalBytes: number
  /** From the last line to the exit, in milliseconds. */
  readonly farewellMs: number
}

const MINUTE = 60_000
const MIB = 2 ** 20

export const VERIFIER_LIMITS: ChildLimits = {
  // `full` on a 7B model takes about three hours on two cores; pg-boss allows 24 h.
  wallMs: 12 * 60 * MINUTE,
  // The slowest step between two progress events is one layer of a large model, read over a slow connection with all retries.
  silentMs: 30 * MINUTE,
  // The rest of the memory is for PostgreSQL, the site and the page cache. A 7B model needs 4 GB.
  memoryBytes: Math.floor(os.totalmem() * 0.75),
  // A report: 3 prompts x 2 x 12 rounds x 80 layers x 3 extremes of 80 bytes is 1.4 MB; the losses of `full` are less.
  lineBytes: 16 * MIB,
  // One report, and a progress line of 200 bytes every 100 ms for hours.
  totalBytes: 128 * MIB,
  farewellMs: 5_000,
}

/** V8's heap holds JSON, tokens and parser data, never weights: 2 GB is far more than a run uses. */
export const VERIFIER_HEAP_MB = 2_048
