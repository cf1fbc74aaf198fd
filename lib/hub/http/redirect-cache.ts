/** The Hub signs such addresses for an hour; this much of it saves nearly every request that would ask again. */
const GOOD_FOR_MS = 10 * 60_000

/** Where the Hub's redirects led, for a while: without it every range of a large file would ask the Hub first. */
export class RedirectCache {
  readonly #known = new Map<string, { url: string; until: number }>()

  /** @param now milliseconds of a clock that only runs forward */
  get(address: string, now = performance.now()): string | null {
    const link = this.#known.get(address)
    return link !== undefined && now < link.until ? link.url : null
  }

  /** Holds one link a file of one checkpoint, so it needs no bound of its own. */
  set(address: string, url: string, now = performance.now()): void {
    this.#known.set(address, { url, until: now + GOOD_FOR_MS })
  }

  delete(address: string): void {
    this.#known.delete(address)
  }
}
