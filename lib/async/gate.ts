/** All places are taken, and all places to wait for one. */
export class GateFull extends Error {
  override readonly name = 'GateFull'
}

export interface GateSize {
  /** How many may work at once. */
  readonly slots: number
  /** How many may wait for a slot; one more is turned away at once. */
  readonly waiting: number
}

/** Lets so many work at a time, in the order in which they came, and turns away whoever would wait behind too many. */
export class Gate {
  readonly #size: GateSize
  readonly #queue: (() => void)[] = []
  #working = 0

  constructor(size: GateSize) {
    this.#size = size
  }

  /**
   * Runs `work` when there is a slot for it.
   * @throws GateFull at once, when too many wait already; what `work` throws
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#working < this.#size.slots) this.#working += 1
    else await this.#wait()
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  #wait(): Promise<void> {
    if (this.#queue.length >= this.#size.waiting) throw new GateFull('Too many are waiting already.')
    return new Promise((resolve) => this.#queue.push(resolve))
  }

  /** The slot goes to the one who has waited longest. */
  #leave(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#working -= 1
  }
}
