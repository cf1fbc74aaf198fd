import { closeDb } from '@/lib/db'
import { messageOf } from '@/lib/errors/describe'
import { rerenderAll } from '@/lib/records/rerender'
import { progressWords } from './rerender-progress'

/** Interval of progress lines. */
const LINE_MS = 2_000

async function main(): Promise<void> {
  let told = performance.now()
  const { total, changed } = await rerenderAll((progress) => {
    if (performance.now() - told < LINE_MS) return
    told = performance.now()
    console.log(progressWords(progress))
  })
  console.log(`Records: ${total} rendered again, ${changed === 0 ? 'none changed' : `${changed} new versions`}.`)
}

main()
  .catch((error: unknown) => {
    console.error(
      `Not all records could be rendered again: ${messageOf(error)}. Run it again; finished records are kept.`,
    )
    process.exitCode = 1
  })
  .finally(closeDb)
