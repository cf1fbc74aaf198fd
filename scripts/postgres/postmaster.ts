import fs from 'node:fs'
import path from 'node:path'
import { isAlive, readIfThere, signal, waitUntil } from '../processes/alive'

/** A running PostgreSQL server of a data folder. */
export interface Postmaster {
  pid: number
  port: number
}

/** Long enough for the checkpoint of a busy server on a slow disk. */
const STOP_LIMIT_MS = 30_000
/** Orphaned backends notice their postmaster's death within a second or two, unless they run a long query or are stopped. */
const ORPHAN_LIMIT_MS = 5_000
/** A killed process ends immediately, unless a disk delays it. */
const KILLED_LIMIT_MS = 10_000

/** The server running on `dataDir`, according to its postmaster.pid and the process list; null if there is none. */
export function findPostmaster(dataDir: string): Postmaster | null {
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory, state.
  const lines = readIfThere(path.join(dataDir, 'postmaster.pid')).split('\n')
  const pid = Number(lines[0])
  if (!pid || !isAlive(pid) || !worksIn(pid, dataDir)) return null
  return { pid, port: Number(lines[3]) }
}

/** Every PostgreSQL process changes into its data folder. Without /proc the pid file must be trusted. */
function worksIn(pid: number, dataDir: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(dataDir)
  } catch (error) {
    // Gone, or another user's: not our server.
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/**
 * Cleans up after a killed server: waits until its orphaned backends are gone (two servers on one data folder would destroy
 * it), kills those that remain, then removes the pid file, which would stop the next server if the pid has been reused.
 */
export async function clearAfterCrash(dataDir: string, stop?: AbortSignal): Promise<void> {
  const pidFile = path.join(dataDir, 'postmaster.pid')
  if (process.platform !== 'linux' || !fs.existsSync(pidFile)) return
  const areGone = () => stop?.aborted === true || usersOf(dataDir).length === 0
  if (!(await waitUntil(areGone, ORPHAN_LIMIT_MS, 50))) {
    for (const pid of usersOf(dataDir).filter(isPostgres)) signal(pid, 'SIGKILL')
  }
  if (!(await waitUntil(areGone, KILLED_LIMIT_MS, 50))) {
    const pids = usersOf(dataDir).join(', ')
    throw new Error(
      `Processes still use ${dataDir}, whose PostgreSQL server was killed: stop them first (pid ${pids}).`,
    )
  }
  stop?.throwIfAborted()
  fs.rmSync(pidFile, { force: true })
}

function usersOf(dataDir: string): number[] {
  const pids = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return pids.filter((pid) => isAlive(pid) && worksIn(pid, dataDir))
}

/** A user's shell may be in the data folder too. */
const isPostgres = (pid: number) => readIfThere(`/proc/${pid}/comm`).trim() === 'postgres'

/** Stops the server on `dataDir` and waits for its end. Open connections are closed, committed rows are kept. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const running = findPostmaster(dataDir)
  if (!running) return
  signal(running.pid, 'SIGINT') // PostgreSQL's "fast" shutdown
  if (await waitUntil(() => !isAlive(running.pid), STOP_LIMIT_MS)) return
  signal(running.pid, 'SIGQUIT') // "immediate": the next start recovers from the log
  if (!(await waitUntil(() => !isAlive(running.pid), 5_000))) {
    throw new Error(`PostgreSQL (pid ${running.pid}) on ${dataDir} does not stop.`)
  }
}
