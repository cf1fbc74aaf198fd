/** How often a journal is written. */
export interface ThrottleOptions {
  /** Nothing is written before this, in milliseconds: so short a run is faster repeated than resumed. */
  readonly firstMs: number
  /** The same where writing would replace an earlier run's journal: it leaves time to stop and type `--resume`. */
  readonly sparedMs: number
  /** Least pause between two writes, in milliseconds, */
  readonly everyMs: number
  /** and as a multiple of the last write's duration; the longer one counts. */
  readonly rest: number
}

/** Writing takes at most 2 % of a run; a layer of a large model takes longer than both pauses, so each one is kept. */
export const THROTTLE: ThrottleOptions = { firstMs: 5_000, sparedMs: 60_000, everyMs: 1_000, rest: 49 }

/** Decides when to write again. */
export class WriteThrottle {
  #next: number

  /** @param now a clock in milliseconds */
  constructor(
    private readonly options: ThrottleOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#next = now() + options.firstMs
  }

  get due(): boolean {
    return this.now() >= this.#next
  }

  /** Runs a write; the pause starts at its end. */
  async run(write: () => Promise<void>): Promise<void> {
    const began = this.now()
    await write()
    const ended = this.now()
    this.#next = ended + Math.max(this.options.everyMs, this.options.rest * (ended - began))
  }
}
