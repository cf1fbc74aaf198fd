import { writeFileSync } from 'node:fs'
import type { Measured } from './measured'
import { numbersOf } from './numbers'
import { pageOf } from './page'
import type { Referee } from './referee'
import type { Compared } from './compare'

export const PAGE = 'content/docs/real-model.mdx'
/** What the page's plots show. */
export const NUMBERS = 'content/docs/real-model.json'

/** Writes the page of docs and the numbers of its plots. */
export function write(referee: Referee, measured: Measured, compared: Compared): void {
  const numbers = numbersOf(referee, measured)
  writeFileSync(NUMBERS, `${JSON.stringify(numbers, null, 1)}\n`)
  writeFileSync(PAGE, pageOf({ numbers, compared, referee, measured }))
}
