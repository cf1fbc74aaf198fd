import path from 'node:path'
import { messageOf } from '@/lib/errors/describe'
import { generateClient } from './client'
import { buildSite } from './site'

/** `npm run build`: everything that `npm start` would build, without a database; for an image, or before a restart. */
async function main(): Promise<void> {
  const root = path.join(__dirname, '..', '..')
  console.log(`database client: ${(await generateClient(root)) ? 'generated' : 'up to date'}`)
  console.log(`site: ${(await buildSite(root, console.log)) ? 'built' : 'up to date'}`)
}

main().catch((error: unknown) => {
  console.error(`Nothing was built: ${messageOf(error)}`)
  process.exitCode = 1
})
