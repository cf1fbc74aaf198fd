/** All slots and all waiting places are taken, or no slot became free in time. */
export class SemaphoreFull extends Error {
  override readonly name = 'SemaphoreFull'

  /** By name: the semaphores of a process are shared by all copies of this module that a bundler makes. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === 'SemaphoreFull'
  }
}

/** Weight of the latest duration in the moving average: about the last ten count. */
const LATEST = 0.2

export interface SemaphoreSize {
  /** Jobs that may run at once. */
  readonly slots: number
  /** Jobs that may wait for a slot; unlimited when absent. Further ones are rejected immediately. */
  readonly waiting?: number
  /** Longest wait in milliseconds; unlimited when absent. */
  readonly waitMs?: number
}

/** Runs a limited number of jobs at a time, first come, first served, and rejects jobs when too many are waiting. With one slot it runs them one after the other. */
export class Semaphore {
  readonly #size: SemaphoreSize
  readonly #queue: (() => void)[] = []
  #working = 0
  /** Moving average of the duration of jobs, in milliseconds. */
  #usualMs = 0

  constructor(size: SemaphoreSize) {
    this.#size = size
  }

  /**
   * Runs `work` when a slot is free. It may step aside: what it does there holds no slot and counts for no duration.
   * @throws SemaphoreFull immediately when too many are waiting, or after waiting too long; what `work` throws
   */
  async run<T>(work: (aside: <S>(act: () => Promise<S>) => Promise<S>) => Promise<T>): Promise<T> {
    if (this.#working < this.#size.slots) this.#working += 1
    else await this.#wait()
    const begun = performance.now()
    let outside = false
    let outsideMs = 0
    const aside = async <S>(act: () => Promise<S>): Promise<S> => {
      if (outside) return act()
      const left = performance.now()
      outside = true
      this.#leave()
      try {
        return await act()
      } finally {
        await this.#comeBack()
        outside = false
        outsideMs += performance.now() - left
      }
    }
    try {
      return await work(aside)
    } finally {
      this.#usualMs += LATEST * (performance.now() - begun - outsideMs - this.#usualMs)
      this.#leave()
    }
  }

  /** Whoever stepped aside is next, however many are waiting. */
  async #comeBack(): Promise<void> {
    if (this.#working < this.#size.slots) this.#working += 1
    else await new Promise<void>((resolve) => this.#queue.unshift(resolve))
  }

  /** Number of running jobs. */
  get working(): number {
    return this.#working
  }

  /**
   * Expected wait behind `ahead` other jobs, in milliseconds, if they take as long as recent ones. With none ahead it is always 0: otherwise no job would start again after a slow phase and
   * the average would never recover.
   */
  expectedMs(ahead: number): number {
    return (ahead * this.#usualMs) / this.#size.slots
  }

  #wait(): Promise<void> {
    if (this.#queue.length >= (this.#size.waiting ?? Infinity))
      throw new SemaphoreFull('Too many jobs are waiting already.')
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(clock)
        resolve()
      }
      const giveUp = () => {
        this.#queue.splice(this.#queue.indexOf(begin), 1)
        reject(new SemaphoreFull('No slot became free in time.'))
      }
      const clock = this.#size.waitMs === undefined ? undefined : setTimeout(giveUp, this.#size.waitMs)
      this.#queue.push(begin)
    })
  }

  /** The slot goes to the job that has waited longest. */
  #leave(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#working -= 1
  }
}
