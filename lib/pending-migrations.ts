import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { db } from '@/lib/db'

/** The migrations of this version of the software that the database does not have; while there are any, no query may be relied on. */
export async function pendingMigrations(): Promise<string[]> {
  const folder = path.join(process.cwd(), 'prisma', 'migrations')
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const [table] = await db.$queryRaw<{ name: string | null }[]>`select to_regclass('_prisma_migrations')::text as name`
  if (!table?.name) return names.toSorted()
  const rows = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`
  const applied = new Set(rows.map(({ name }) => name))
  return names.filter((name) => !applied.has(name)).toSorted()
}
