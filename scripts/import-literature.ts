import { messageOf } from '../lib/errors/describe'
import { importLiterature } from '@/lib/literature/import'
import { closeDb } from '@/lib/db'

async function main(): Promise<void> {
  const { sources, claims, effects, withdrawn } = await importLiterature()
  const changed = [
    `${claims} claims`,
    `${effects} published effects`,
    `${sources} sources`,
    ...(withdrawn > 0 ? [`${withdrawn} withdrawn`] : []),
  ]
  console.log(
    claims + effects + sources + withdrawn === 0
      ? 'Literature: nothing new.'
      : `Literature: imported ${changed.join(', ')}.`,
  )
}

main()
  .catch((error: unknown) => {
    console.error(`The literature could not be imported: ${messageOf(error)}`)
    process.exitCode = 1
  })
  .finally(closeDb)
