import { ChildFailure } from './failure'

/** Splits a stream of bytes into lines without ever holding more than one line of the allowed length. */
export class LineSplitter {
  #parts: Buffer[] = []
  #held = 0
  #total = 0

  constructor(
    readonly lineBytes: number,
    readonly totalBytes: number,
  ) {}

  /**
   * The lines that `chunk` completes, without line ends; empty lines are omitted.
   * @throws ChildFailure `too-much-output`
   */
  push(chunk: Buffer): string[] {
    this.#total += chunk.length
    if (this.#total > this.totalBytes) throw tooMuch(`more than ${this.totalBytes} bytes`)
    const lines: string[] = []
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      lines.push(this.#take(chunk.subarray(from, end)))
      from = end + 1
    }
    this.#hold(chunk.subarray(from))
    return lines.filter((line) => line.trim() !== '')
  }

  #take(last: Buffer): string {
    this.#hold(last)
    const line = Buffer.concat(this.#parts).toString('utf8')
    this.#parts = []
    this.#held = 0
    return line
  }

  #hold(part: Buffer): void {
    this.#held += part.length
    if (this.#held > this.lineBytes) throw tooMuch(`a line of more than ${this.lineBytes} bytes`)
    if (part.length > 0) this.#parts.push(part)
  }
}

function tooMuch(what: string): ChildFailure {
  return new ChildFailure('too-much-output', `The verifier wrote ${what}, more than any run needs, and was stopped.`)
}
