/** How often a journal is written. */
export interface ThrottleOptions {
  /** Nothing is written before: so short a run is begun anew sooner than it is taken up. In milliseconds. */
  readonly firstMs: number
  /** The same where an earlier run left something that gives way to it: somebody who reads that has time to stop and say `--resume`. */
  readonly sparedMs: number
  /** Rest between two writes, in milliseconds, */
  readonly everyMs: number
  /** and in lengths of the last write, whichever is more. */
  readonly rest: number
}

/** Writing takes 2 % of a run at most; a layer of a large model takes longer than both rests, so that each is kept. */
export const THROTTLE: ThrottleOptions = { firstMs: 5_000, sparedMs: 60_000, everyMs: 1_000, rest: 49 }

/** Tells when it is time to write again. */
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

  /** Does a write, and rests from its end. */
  async run(write: () => Promise<void>): Promise<void> {
    const began = this.now()
    await write()
    const ended = this.now()
    this.#next = ended + Math.max(this.options.everyMs, this.options.rest * (ended - began))
  }
}
