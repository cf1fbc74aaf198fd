import fs from 'node:fs'
import path from 'node:path'
import { isAlive, readIfThere, signal, waitUntil } from '../processes/alive'

/** A PostgreSQL server that runs on a data folder. */
export interface Postmaster {
  pid: number
  port: number
}

/** Long enough for the checkpoint of a busy server on a slow disk. */
const STOP_LIMIT_MS = 30_000
/** Orphaned backends notice their postmaster's death within a second or two, unless they are in the middle of a long query, or stopped. */
const ORPHAN_LIMIT_MS = 5_000
/** A killed process is gone at once, unless a disk holds it up. */
const KILLED_LIMIT_MS = 10_000

/** The server that runs on `dataDir` now, as its postmaster.pid says and the process list confirms; null when none does. */
export function findPostmaster(dataDir: string): Postmaster | null {
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory, state.
  const lines = readIfThere(path.join(dataDir, 'postmaster.pid')).split('\n')
  const pid = Number(lines[0])
  if (!pid || !isAlive(pid) || !worksIn(pid, dataDir)) return null
  return { pid, port: Number(lines[3]) }
}

/** Every PostgreSQL process changes into its data folder. Where there is no /proc the pid file has to be believed. */
function worksIn(pid: number, dataDir: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(dataDir)
  } catch (error) {
    // Gone, or somebody else's: in neither case our server.
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/**
 * Clears what a killed server left behind: waits until its orphaned backends are gone (two servers on one data folder would
 * destroy it), kills those that do not go, for nobody waits for them any more, then removes the pid file, over which the next server would stumble if the pid
 * is taken again by now.
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

/** A person's shell may stand in the data folder, too. */
const isPostgres = (pid: number) => readIfThere(`/proc/${pid}/comm`).trim() === 'postgres'

/** Stops the server on `dataDir` and waits until it is gone. Open connections are closed, committed rows are kept. */
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
