import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Client } from 'pg'
import { isAlive, waitUntil } from '../processes/alive'
import { guard } from '../processes/guard'
import { withLock } from '../processes/lock'
import { findBinaries } from './binaries'
import { chooseIdentity, type Identity } from './identity'
import { initialise, passwordOf } from './initialise'
import { clearAfterCrash, findPostmaster, stopPostgres } from './postmaster'

export interface PostgresOptions {
  /** Absolute path; created if missing. */
  dataDir: string
  /** Trades durability for speed: for temporary databases. */
  throwAway?: boolean
  /** The server ends with this process. Default: the current one. */
  owner?: number
  /** The port of the server that this one replaces, so that clients find it again. Default: a free one. The log is continued. */
  port?: number
  /** Aborts the wait for the server, and stops it. */
  signal?: AbortSignal
}

export interface PostgresServer {
  pid: number
  port: number
  /** True if the server was already running: then its starter stops it. */
  joined: boolean
  /** The connection URL of a database on this server. */
  urlOf(database: string): string
  stop(): Promise<void>
}

/** A server that recovers after a crash responds late, and one that is stopped meanwhile starts its recovery over. */
const START_LIMIT_MS = 5 * 60_000
/** A running server responds soon, unless it is frozen. */
const JOIN_LIMIT_MS = 60_000

/** Starts the embedded PostgreSQL on `dataDir`, listening on 127.0.0.1, or joins a running one. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { dataDir, throwAway = false, signal } = options
  fs.mkdirSync(path.dirname(dataDir), { recursive: true })
  return withLock(`${dataDir}.lock`, async () => {
    const joined = await join(dataDir, signal)
    if (joined) return joined
    await clearAfterCrash(dataDir, signal)
    const identity = chooseIdentity(findBinaries(), dataDir)
    if (!fs.existsSync(dataDir)) initialise(dataDir, identity, throwAway)
    else identity.give(dataDir)
    const { pid, port } = await launch(options, identity)
    return { ...describe(dataDir, pid, port), joined: false, stop: () => stopPostgres(dataDir) }
  })
}

async function join(dataDir: string, stop?: AbortSignal): Promise<PostgresServer | null> {
  const running = findPostmaster(dataDir)
  if (!running) return null
  const server = describe(dataDir, running.pid, running.port)
  // It may be starting or shutting down; only in the second case is there none to join.
  await waitUntil(
    async () => stop?.aborted === true || !isAlive(running.pid) || (await answers(server.urlOf('postgres'))),
    JOIN_LIMIT_MS,
  )
  stop?.throwIfAborted()
  if (!isAlive(running.pid)) return null
  return { ...server, joined: true, stop: async () => undefined }
}

function describe(dataDir: string, pid: number, port: number): Pick<PostgresServer, 'pid' | 'port' | 'urlOf'> {
  const password = passwordOf(dataDir)
  return { pid, port, urlOf: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}` }
}

async function launch(
  { dataDir, throwAway = false, owner = process.pid, port: given, signal }: PostgresOptions,
  identity: Identity,
) {
  const port = given ?? (await freePort())
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
  if (throwAway) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=32MB')
  const [program, args] = identity.command(identity.binaries.postgres, [
    '-D',
    dataDir,
    ...settings.flatMap((s) => ['-c', s]),
  ])
  const logFile = logOf(dataDir)
  const log = fs.openSync(logFile, given === undefined ? 'w' : 'a')
  const child = spawn(program, args, { ...identity.spawnOptions, stdio: ['ignore', log, log], detached: true })
  fs.closeSync(log)
  let ended: string | null = null
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, name) => {
    ended ??= `exit code ${code ?? name}`
  })
  const pid = child.pid ?? 0
  if (pid) guard(pid, 'SIGINT', owner)
  const url = describe(dataDir, pid, port).urlOf('postgres')
  const isGivenUp = () => signal?.aborted === true
  const ready = await waitUntil(async () => ended !== null || isGivenUp() || (await answers(url)), START_LIMIT_MS)
  if (ended !== null || !ready || isGivenUp()) {
    if (pid && ended === null) await stopPostgres(dataDir)
    signal?.throwIfAborted()
    const said = fs.readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' | ')
    throw new Error(
      `The embedded PostgreSQL did not start (${ended ?? 'no answer in five minutes'}). Its log, ${logFile}, ends: ${said}`,
    )
  }
  child.unref()
  return { pid, port }
}

/** Where the server on `dataDir` writes its log. */
export const logOf = (dataDir: string) => `${dataDir}.log`

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined) // a server that stops during the query: the query's own rejection reports it
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new Error(
        'The embedded PostgreSQL refuses its password: the .password file beside its data folder is not the one it was made with.',
      )
    }
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A currently free port on 127.0.0.1. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
