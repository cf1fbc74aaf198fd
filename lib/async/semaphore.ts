/** Lets so many jobs run at a time; the others wait in the order they came. */
export class Semaphore {
  readonly #waiting: (() => void)[] = []

  constructor(private free: number) {}

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((begin) => this.#waiting.push(begin))
    try {
      return await job()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.free++
    }
  }
}
