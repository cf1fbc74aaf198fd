/** The Hub signs such addresses for an hour; ten minutes save nearly every repeated request. */
const GOOD_FOR_MS = 10 * 60_000

/** Remembers for a while where the Hub's redirects led: otherwise every range of a large file would ask the Hub first. */
export class RedirectCache {
  readonly #known = new Map<string, { url: string; until: number }>()

  /** @param now milliseconds of a clock that only runs forward */
  get(address: string, now = performance.now()): string | null {
    const link = this.#known.get(address)
    return link !== undefined && now < link.until ? link.url : null
  }

  /** Holds one address per file of one checkpoint, so it needs no limit of its own. */
  set(address: string, url: string, now = performance.now()): void {
    this.#known.set(address, { url, until: now + GOOD_FOR_MS })
  }

  delete(address: string): void {
    this.#known.delete(address)
  }
}
