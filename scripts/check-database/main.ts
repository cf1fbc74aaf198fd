import { closeDb } from '@/lib/db'
import { messageOf } from '@/lib/errors/describe'
import { CHECKS } from './checks'

/** More lines than this say nothing new: the first ones show the kind of damage. */
const SHOWN = 20

/**
 * `npm run check:database`: whether the database of DATABASE_URL is whole; for a backup that was restored, or a database that was moved. It writes nothing. Exit status 0 where
 * everything holds, 1 where something does not, 2 where it could not be checked.
 */
async function main(): Promise<void> {
  let isWhole = true
  for (const { name, run } of CHECKS) {
    const { checked, wrong } = await run()
    console.log(`${wrong.length === 0 ? 'ok   ' : 'WRONG'}  ${name} (${checked} checked)`)
    for (const line of wrong.slice(0, SHOWN)) console.log(`         ${line}`)
    if (wrong.length > SHOWN) console.log(`         and ${wrong.length - SHOWN} more`)
    if (wrong.length > 0) isWhole = false
    // Without the migrations the rest cannot be read.
    if (!isWhole && name === CHECKS[0]?.name) break
  }
  if (!isWhole) process.exitCode = 1
}

main()
  .catch((error: unknown) => {
    console.error(`The database could not be checked: ${messageOf(error)}`)
    process.exitCode = 2
  })
  .finally(closeDb)
