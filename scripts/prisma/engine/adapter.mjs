// The published @prisma/adapter-pg serves queries, but fails for the schema engine in three places:
//  1. it cannot name the type "char" (one byte, PostgreSQL's catalogues are full of it) and refuses the rows;
//  2. it runs a script by splitting it at every ';', which cuts function bodies and DO blocks in two;
//  3. asked for a shadow database it connects to the main one.
import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { createDatabase, dropDatabase, plainUrl } from './database.mjs'

const CHAR_OID = 18
const TEXT_OID = 25
/** `ColumnTypeEnum.Character` of @prisma/driver-adapter-utils. */
const CHARACTER = 6

/** The adapter of the WebAssembly engine. */
export function adapterFactory({ url, shadowDatabaseUrl }) {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connectTo(url, url),
    async connectToShadowDb() {
      if (shadowDatabaseUrl) return connectTo(shadowDatabaseUrl, shadowDatabaseUrl)
      const name = `prisma_migrate_shadow_db_${randomUUID()}`
      await createDatabase(url, name)
      return connectTo(plainUrl(url, name), url, () => dropDatabase(url, name))
    },
  }
}

async function connectTo(target, original, afterwards = async () => undefined) {
  const pool = new pg.Pool({ connectionString: plainUrl(target), max: 4 })
  // A forced drop of the shadow database ends idle connections; without a listener that would end this process.
  pool.on('error', () => undefined)
  const schema = new URL(original).searchParams.get('schema') ?? undefined
  const connection = withCharacters(await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect())
  const { startTransaction, dispose } = bound(connection, 'startTransaction', 'dispose')
  connection.startTransaction = async (...args) => withCharacters(await startTransaction(...args))
  connection.executeScript = async (script) => {
    try {
      await pool.query(script) // without parameters PostgreSQL accepts the whole script and splits it correctly
    } catch (error) {
      connection.onError(error)
    }
  }
  connection.dispose = async () => {
    await dispose()
    await afterwards()
  }
  return connection
}

/** Reads "char" columns as text, then tells the engine what they were. */
function withCharacters(queryable) {
  const columns = new WeakMap()
  const { performIO, queryRaw } = bound(queryable, 'performIO', 'queryRaw')
  queryable.performIO = async (query) => {
    const result = await performIO(query)
    const fields = result.fields ?? []
    columns.set(
      query,
      fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : [])),
    )
    for (const field of fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID
    return result
  }
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of columns.get(query) ?? []) result.columnTypes[index] = CHARACTER
    return result
  }
  return queryable
}

function bound(object, ...names) {
  return Object.fromEntries(names.map((name) => [name, object[name].bind(object)]))
}
