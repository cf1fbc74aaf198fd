import { Client } from 'pg'
import { closeDb } from '@/lib/db'
import { closeLimiters } from '@/lib/limits/limiter'
import { ensureTestDatabase } from '../setup/server'

/**
 * Gives a suite a real, migrated, empty database, through `db` of lib/db: `useDatabase()` once at the top of the file. All tables are emptied
 * before every test, so rows that tests share belong into a `beforeEach` below that line; or, with `keep`, only before the first test.
 */
export function useDatabase({ keep = false } = {}): void {
  let admin: Client
  beforeAll(async () => {
    process.env.DATABASE_URL = await ensureTestDatabase(`worker_${process.env.JEST_WORKER_ID ?? '1'}`)
    admin = new Client({ connectionString: process.env.DATABASE_URL })
    await admin.connect()
    await empty(admin)
  })
  beforeEach(async () => {
    if (!keep) await empty(admin)
  })
  afterAll(async () => {
    await Promise.all([closeDb(), closeLimiters()])
    await admin.end()
  })
}

/**
 * Empties the tables that hold something: a truncation costs a new file per table and index, and most tests touch few of them. Triggers that
 * keep rows from being removed hold in the product; here a superuser's session goes round them.
 */
async function empty(client: Client): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where (schemaname = 'public' and tablename <> '_prisma_migrations') or (schemaname = 'pgboss' and tablename = 'job')`,
  )
  const { rows: full } = await client.query<{ name: string }>(
    tables
      .map(({ name }) => `select '${name.replaceAll("'", "''")}' as name where exists (select from ${name})`)
      .join(' union all '),
  )
  await client.query('begin')
  await client.query("set local session_replication_role = 'replica'")
  if (full.length > 0) await client.query(`truncate ${full.map(({ name }) => name).join(', ')} cascade`)
  await client.query('commit')
  await restartIds(client)
}

/** Also those that a rolled-back insert has used up. */
async function restartIds(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname = 'public' and last_value is not null",
  )
  for (const { name } of rows) await client.query(`alter sequence ${name} restart`)
}
