/**
 * Readings of one process at a time. A header of 25 MB takes a second of a core and about 300 MB while it is parsed, so that more of them gain nothing on the
 * machines this runs on; what is left is waiting for the Hub, which three do side by side.
 */
export const MAX_READINGS = 3
/** Of one account, and from one address, at a time: nobody can take all turns. */
export const MAX_READINGS_OF_ONE = 1
/** How long a claim waits for its turn before it is stored as received: an ordinary reading takes a second or two, and somebody looks at the form meanwhile. */
export const TURN_MS = 2_500

interface Waiting {
  readonly who: readonly string[]
  readonly begin: (turn: Turn) => void
}

/** The right to read one checkpoint; to be given back once. */
export interface Turn {
  end(): void
}

/** Hands out turns in the order they were asked for, passing over those whose account or address has one. */
export class Turns {
  readonly #taken = new Map<string, number>()
  #free: number
  #waiting: Waiting[] = []

  constructor(
    most: number = MAX_READINGS,
    private readonly mostOfOne: number = MAX_READINGS_OF_ONE,
  ) {
    this.#free = most
  }

  /**
   * @param who whatever may have one turn only: an account, an address
   * @returns the turn, or null when `ms` passed before it came
   */
  take(who: readonly string[], ms: number): Promise<Turn | null> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        who,
        begin: (turn) => {
          clearTimeout(timer)
          resolve(turn)
        },
      }
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
        resolve(null)
      }, ms)
      this.#waiting.push(waiting)
      this.#next()
    })
  }

  #next(): void {
    for (;;) {
      const next =
        this.#free > 0
          ? this.#waiting.find(({ who }) => who.every((one) => (this.#taken.get(one) ?? 0) < this.mostOfOne))
          : undefined
      if (next === undefined) return
      this.#waiting = this.#waiting.filter((other) => other !== next)
      this.#free--
      for (const one of next.who) this.#taken.set(one, (this.#taken.get(one) ?? 0) + 1)
      next.begin({ end: () => this.#end(next.who) })
    }
  }

  #end(who: readonly string[]): void {
    for (const one of who) {
      const left = (this.#taken.get(one) ?? 1) - 1
      if (left > 0) this.#taken.set(one, left)
      else this.#taken.delete(one)
    }
    this.#free++
    this.#next()
  }
}

// On globalThis because Next bundles this module into several chunks: one set of turns a process.
const store = globalThis as { superweightsTurns?: Turns }

/** The turns of this process. */
export function readingTurns(): Turns {
  return (store.superweightsTurns ??= new Turns())
}
