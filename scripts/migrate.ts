import { env } from '@/lib/env'
import { messageOf } from '@/lib/errors/describe'
import { migrate } from './prisma/migrate'

/** `npm run migrate`: applies the missing migrations to DATABASE_URL, as `npm start` does; for whoever runs several machines and upgrades them one by one. */
async function main(): Promise<void> {
  const url = env().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: the embedded database is migrated by npm start')
  const applied = await migrate(url)
  console.log(
    applied.length === 0 ? 'Nothing to do: the database has every migration.' : `Applied: ${applied.join(', ')}.`,
  )
}

main().catch((error: unknown) => {
  console.error(`The database was not migrated: ${messageOf(error)}`)
  process.exitCode = 1
})
