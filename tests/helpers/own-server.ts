import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { closeDb } from '@/lib/db'
import { ensureDatabase } from '@/scripts/postgres/databases'
import { stopPostgres } from '@/scripts/postgres/postmaster'
import { type PostgresServer, startPostgres } from '@/scripts/postgres/start'
import { migrate } from '@/scripts/prisma/migrate'
import { isAlive, readIfThere, signal } from '@/scripts/processes/alive'

/** A PostgreSQL server that a suite may mistreat. */
export interface OwnServer {
  readonly pid: number
  /** Its postmaster and all its backends. */
  everyone(): number[]
  /** Kills the postmaster and starts another one in its place. */
  killAndRestart(): Promise<void>
}

/**
 * Gives a suite a migrated database on a server of its own, through `db` of lib/db. Call it at the top of the file.
 * @param folder where its data lies; a temporary folder unless told
 */
export function useOwnServer(folder = fs.mkdtempSync(path.join(os.tmpdir(), 'own-server-'))): OwnServer {
  const dataDir = path.join(folder, 'pg')
  let server: PostgresServer
  beforeAll(async () => {
    fs.chmodSync(folder, 0o755)
    server = await startPostgres({ dataDir, throwAway: true })
    process.env.DATABASE_URL = server.urlOf('registry')
    await ensureDatabase(server.urlOf('postgres'), 'registry')
    await migrate(process.env.DATABASE_URL)
  })
  afterAll(async () => {
    await closeDb()
    await stopPostgres(dataDir)
    fs.rmSync(folder, { recursive: true, force: true })
  })
  return {
    get pid() {
      return server.pid
    },
    everyone: () => [server.pid, ...childrenOf(server.pid)],
    async killAndRestart() {
      signal(server.pid, 'SIGKILL')
      server = await startPostgres({ dataDir, throwAway: true, port: server.port })
    },
  }
}

function childrenOf(parent: number): number[] {
  const pids = readIfThere(`/proc/${parent}/task/${parent}/children`).trim().split(' ').filter(Boolean).map(Number)
  return pids.filter(isAlive)
}
