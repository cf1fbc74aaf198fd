/** Cached responses sent in one turn of the event loop. Each takes a few tenths of a millisecond, and a write, which needs some sixty turns, waits for all of them in every one. */
const PER_TURN = 8

/**
 * Spreads cheap work over turns of the event loop, so that work of many steps goes on beside hundreds of requests: without it each step waits for all requests
 * that have arrived meanwhile.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #left: number
  #scheduled = false

  constructor(private readonly perTurn: number = PER_TURN) {
    this.#left = perTurn
  }

  /** Null when there is room in this turn, else a promise that resolves in the turn that has, first come, first served. */
  take(): Promise<void> | null {
    this.#schedule()
    if (this.#left > 0) {
      this.#left -= 1
      return null
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#next())
  }

  #next(): void {
    this.#scheduled = false
    const begin = this.#waiting.splice(0, this.perTurn)
    this.#left = this.perTurn - begin.length
    for (const resolve of begin) resolve()
    if (this.#waiting.length > 0) this.#schedule()
  }
}
