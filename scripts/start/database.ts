import path from 'node:path'
import { env } from '@/lib/env'
import { ensureDatabase, withClient } from '../postgres/databases'
import { logOf, type PostgresServer, startPostgres } from '../postgres/start'
import { isAlive } from '../processes/alive'
import { PlainError } from './say'
import type { Running, Service } from './supervise'

/** Name of the registry's database in the embedded server. */
const DATABASE = 'superweights'

/** How often the server's process is checked: it may be a child of another start. */
const WATCH_MS = 250

/** The database to use. */
export interface Database {
  url: string
  /** Its location for messages, without the password. */
  place: string
}

/** The database of DATABASE_URL, or null for the embedded server. Its operator keeps it running; the site waits for it. */
export async function givenDatabase(): Promise<Database | null> {
  const url = env().DATABASE_URL
  if (!url) return null
  await checkDatabase(url)
  return { url, place: placeOf(url) }
}

/**
 * The embedded server.
 * @param onReady called after the first start
 */
export function embeddedServer(onReady: (database: Database) => void): Service {
  const dataDir = path.resolve(env().DATA_DIR, 'pg')
  let port: number | undefined
  return {
    name: 'the embedded PostgreSQL',
    log: logOf(dataDir),
    async start(signal, again) {
      // On the same port, where all clients expect it.
      const server = await startPostgres({ dataDir, signal, ...(port === undefined ? {} : { port }) })
      port = server.port
      if (!again) {
        await ensureDatabase(server.urlOf('postgres'), DATABASE)
        onReady({
          url: server.urlOf(DATABASE),
          place: `embedded, ${server.joined ? 'already running' : 'started'} on 127.0.0.1:${port}`,
        })
      }
      return runningOf(server)
    },
  }
}

function runningOf(server: PostgresServer): Running {
  return { ended: endOf(server.pid), stop: () => server.stop() }
}

function endOf(pid: number): Promise<string> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return
      clearInterval(timer)
      resolve('its process is gone')
    }, WATCH_MS)
  })
}

async function checkDatabase(url: string): Promise<void> {
  try {
    await withClient(url, (client) => client.query('select 1'))
  } catch (error) {
    throw new PlainError(`The database of DATABASE_URL (${placeOf(url)}) cannot be used: ${reasonOf(error)}.`, {
      cause: error,
    })
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'ECONNREFUSED')
    return 'nothing listens there; start the server, or unset DATABASE_URL to use the embedded one'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host name is not known'
  return message || code || 'no reason given'
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || 5432}${pathname}`
}
