/** First-fit allocation within one block of memory: keeps which parts are in use. */
export class Arena {
  /** In order of `at`. */
  readonly #taken: { readonly at: number; readonly length: number }[] = []

  constructor(private readonly size: number) {}

  /** @returns where the part begins, or null when no gap is large enough */
  allocate(length: number): number | null {
    let at = 0
    let before = 0
    for (const part of this.#taken) {
      if (part.at - at >= length) break
      at = part.at + part.length
      before++
    }
    if (at + length > this.size) return null
    this.#taken.splice(before, 0, { at, length })
    return at
  }

  /** @param at as `take` gave it */
  free(at: number): void {
    const index = this.#taken.findIndex((part) => part.at === at)
    if (index >= 0) this.#taken.splice(index, 1)
  }
}
