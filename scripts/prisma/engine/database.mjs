// Direct connections of the schema engine's replacement, without Prisma's adapter.
import pg from 'pg'

/** The URL that PostgreSQL understands: `schema` is Prisma's own parameter. */
export function plainUrl(url, database) {
  const changed = new URL(url)
  changed.searchParams.delete('schema')
  if (database) changed.pathname = `/${encodeURIComponent(database)}`
  return changed.toString()
}

export const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1))

/** The database to connect to while another is created or dropped. */
export const adminUrl = (url) => plainUrl(url, 'postgres')

export async function withClient(url, act) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

export async function createDatabase(url, name) {
  await withClient(adminUrl(url), (client) => client.query(`create database ${client.escapeIdentifier(name)}`))
}

export async function dropDatabase(url, name) {
  await withClient(adminUrl(url), (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  )
}
