import crypto from 'node:crypto'
import path from 'node:path'
import { dropDatabase, ensureDatabase, withClient, withDatabase } from '../../scripts/postgres/databases'
import { stopPostgres } from '../../scripts/postgres/postmaster'
import { startPostgres } from '../../scripts/postgres/start'
import { migrate } from '../../scripts/prisma/migrate'
import { withLock } from '../../scripts/processes/lock'
import { runFolder, runOwner } from './run-folder'

/**
 * Gives the URL of this run's database of that name: a copy of a migrated template, made on the first call of any worker. The server is the one of
 * TEST_DATABASE_URL if set (its role needs CREATEDB), else a temporary one of this run.
 */
export async function ensureTestDatabase(name: string): Promise<string> {
  return withLock(path.join(runFolder(), 'databases.lock'), async () => {
    const admin = await serverUrl()
    const template = databaseName('template')
    await ensureDatabase(admin, template)
    await migrate(withDatabase(admin, template), path.join(__dirname, '..', '..', 'prisma', 'migrations'))
    await ensureDatabase(admin, databaseName(name), template)
    return withDatabase(admin, databaseName(name))
  })
}

/** Gives the URL of a new, empty database, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<string> {
  const admin = await serverUrl()
  const name = databaseName(`empty_${crypto.randomBytes(4).toString('hex')}`)
  await ensureDatabase(admin, name)
  return withDatabase(admin, name)
}

async function serverUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return given
  const server = await startPostgres({ dataDir: dataDir(), throwAway: true, owner: runOwner() })
  return server.urlOf('postgres')
}

const dataDir = () => path.join(runFolder(), 'pg')

/** Two runs may use one server, so the run is part of the name. */
const databaseName = (name: string) => `${databasePrefix()}${name}`
const databasePrefix = () => `${path.basename(runFolder()).replaceAll('-', '_').toLowerCase()}_`

/** Stops this run's server; on a server that was given, drops this run's databases. */
export async function stopServer(): Promise<void> {
  const given = process.env.TEST_DATABASE_URL
  if (!given) return stopPostgres(dataDir())
  const { rows } = await withClient(given, (client) =>
    client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [
      databasePrefix(),
    ]),
  )
  for (const { datname } of rows) await dropDatabase(given, datname)
}
