/** All slots are taken, and all places to wait for one; or no slot came free in time. */
export class SemaphoreFull extends Error {
  override readonly name = 'SemaphoreFull'
}

/** How much the latest work counts in what is usual: the last ten or so tell. */
const LATEST = 0.2

export interface SemaphoreSize {
  /** How many may work at once. */
  readonly slots: number
  /** How many may wait for a slot, any number when absent; one more is turned away at once. */
  readonly waiting?: number
  /** How long they wait at most, in milliseconds; without limit when absent. */
  readonly waitMs?: number
}

/** Runs at most so many jobs at a time, in the order they came, and turns away what would wait behind too many. With one slot it runs them one after the other. */
export class Semaphore {
  readonly #size: SemaphoreSize
  readonly #queue: (() => void)[] = []
  #working = 0
  /** How long work has taken lately, in milliseconds. */
  #usualMs = 0

  constructor(size: SemaphoreSize) {
    this.#size = size
  }

  /**
   * Runs `work` when there is a slot for it.
   * @throws SemaphoreFull at once, when too many wait already, or when it has waited too long; what `work` throws
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#working < this.#size.slots) this.#working += 1
    else await this.#wait()
    const begun = performance.now()
    try {
      return await work()
    } finally {
      this.#usualMs += LATEST * (performance.now() - begun - this.#usualMs)
      this.#leave()
    }
  }

  /** How many are at work. */
  get working(): number {
    return this.#working
  }

  /**
   * How long whoever comes behind `ahead` others is likely to wait until their own work can begin, in milliseconds, if it takes as long as it took lately. With nobody ahead 0, however long
   * that was: who never begins would never find out that it is short again.
   */
  expectedMs(ahead: number): number {
    return (ahead * this.#usualMs) / this.#size.slots
  }

  #wait(): Promise<void> {
    if (this.#queue.length >= (this.#size.waiting ?? Infinity)) throw new SemaphoreFull('Too many are waiting already.')
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(clock)
        resolve()
      }
      const giveUp = () => {
        this.#queue.splice(this.#queue.indexOf(begin), 1)
        reject(new SemaphoreFull('No place came free in time.'))
      }
      const clock = this.#size.waitMs === undefined ? undefined : setTimeout(giveUp, this.#size.waitMs)
      this.#queue.push(begin)
    })
  }

  /** The slot goes to the one who has waited longest. */
  #leave(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#working -= 1
  }
}
