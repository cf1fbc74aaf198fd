/**
 * Readings that one process runs at a time. Parsing a header of 25 MB takes one core-second and about 300 MB, so more of them gain nothing on the
 * machines this runs on; the rest is waiting for the Hub, which three can do at once.
 */
export const MAX_READINGS = 3
/** Per account and per address at a time: nobody can take all slots. */
export const MAX_READINGS_OF_ONE = 1
/** How long a claim waits for a slot before it is stored as received: an ordinary reading takes a second or two, and a person is waiting at the form. */
export const SLOT_WAIT_MS = 2_500

interface Waiting {
  readonly who: readonly string[]
  readonly begin: (slot: ReadingSlot) => void
}

/** The right to read one checkpoint. Release it once. */
export interface ReadingSlot {
  release(): void
}

/** Grants slots in the order of the requests, skipping those whose account or address holds one. */
export class ReadingSlots {
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
   * @param who whatever may hold one slot only: an account, an address
   * @returns the slot, or null after `ms`
   */
  acquire(who: readonly string[], ms: number): Promise<ReadingSlot | null> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        who,
        begin: (slot) => {
          clearTimeout(timer)
          resolve(slot)
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
      next.begin({ release: () => this.#release(next.who) })
    }
  }

  #release(who: readonly string[]): void {
    for (const one of who) {
      const left = (this.#taken.get(one) ?? 1) - 1
      if (left > 0) this.#taken.set(one, left)
      else this.#taken.delete(one)
    }
    this.#free++
    this.#next()
  }
}

// On globalThis because Next bundles this module into several chunks: one set of slots per process.
const store = globalThis as { superweightsReadingSlots?: ReadingSlots }

/** The slots of this process. */
export function readingSlots(): ReadingSlots {
  return (store.superweightsReadingSlots ??= new ReadingSlots())
}
