import { PrismaClient } from '@/prisma/generated/client'
import { databaseUrl } from './env'
import { stopListening } from './listen'
import { preparedName } from './prepared-statements'
import { SerializedPg } from './serialized-transactions'
import { closeHealthCheck } from './database-health'

export { listen } from './listen'

/**
 * Most connections per process. Site, worker and a second site together stay far below PostgreSQL's default of 100.
 */
const POOL_SIZE = 10

/** Longest wait for a free connection, or for the server to accept one. */
const CONNECT_MS = 10_000
/**
 * Longest query before its connection is abandoned. Above the limit of write transactions (20 s), so that it ends nothing legitimate: it only frees connections whose
 * server or network is frozen. Clients are told earlier (lib/database-health.ts).
 */
const QUERY_MS = 30_000

// On globalThis because Next bundles this module into several chunks, and reloads it while developing: still one pool a process.
const store = globalThis as { superweightsDb?: PrismaClient }

function client(): PrismaClient {
  const adapter = () =>
    new SerializedPg(
      {
        connectionString: databaseUrl(),
        max: POOL_SIZE,
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: QUERY_MS,
        keepAlive: true,
      },
      { statementNameGenerator: preparedName },
    )
  store.superweightsDb ??= new PrismaClient({ adapter: adapter() })
  return store.superweightsDb
}

/** The database. The client is made on first use, so that importing this (as `next build` does) needs no DATABASE_URL. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, name) {
    const real = client()
    const value: unknown = Reflect.get(real, name, real)
    return typeof value === 'function' ? value.bind(real) : value
  },
  has: (_, name) => Reflect.has(client(), name),
})

/** The type of `db` and of the `tx` that `db.$transaction` passes: for functions that work inside and outside transactions. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

/** Closes every connection of this process; the next use of `db` opens new ones. */
export async function closeDb(): Promise<void> {
  const real = store.superweightsDb
  delete store.superweightsDb
  await Promise.all([real?.$disconnect(), stopListening(), closeHealthCheck()])
}
