/** Writes the newest of many values, one write at a time and at most one every `everyMs`. */
export class ThrottledWriter<T> {
  #next: { value: T } | null = null
  #writing: Promise<void> | null = null
  #wake: (() => void) | null = null
  #urgent = false
  #closed = false

  constructor(
    /** Handles its own errors: a lost progress line must not end a run. */
    readonly write: (value: T) => Promise<void>,
    readonly everyMs: number,
  ) {}

  /** Offers a value; an older unwritten one is dropped. `atOnce` skips the wait for this one. */
  offer(value: T, atOnce = false): void {
    if (this.#closed) return
    this.#next = { value }
    if (atOnce) this.#hurry()
    this.#writing ??= this.#writeAll()
  }

  /** Writes the last value and ends; later offers are ignored. */
  async close(): Promise<void> {
    this.#closed = true
    this.#hurry()
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    for (let next = this.#next; next !== null; next = this.#next) {
      this.#next = null
      this.#urgent = false
      await this.write(next.value)
      if (!this.#urgent && !this.#closed) await this.#pause()
    }
    this.#writing = null
  }

  #hurry(): void {
    this.#urgent = true
    this.#wake?.()
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake = null
        resolve()
      }
      const timer = setTimeout(done, this.everyMs)
      this.#wake = done
    })
  }
}
