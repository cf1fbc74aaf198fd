import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import { codeOf } from './error-code'
import { isAlive } from './is-alive'

/** How often the holder updates the file's time to show that it is alive. */
const HEARTBEAT_MS = 30_000
/** A holder on another machine, or one whose process number was reused, counts as dead after this. A heartbeat waits while onnxruntime computes, for minutes at most. */
const SILENT_MS = 15 * 60_000

/** The right to write one file, held by one process. */
export interface Lock {
  release(): Promise<void>
}

/** Acquires the lock, even from a holder that died. @returns null when another process holds it */
export async function takeLock(file: string): Promise<Lock | null> {
  const own = JSON.stringify({ pid: process.pid, host: os.hostname(), since: Date.now(), id: randomUUID() })
  if (!(await create(file, own))) {
    const holder = await readFile(file, 'utf8').catch(gone)
    if (holder !== null && (await lives(file, holder))) return null
    await remove(file, holder)
    if (!(await create(file, own))) return null
  }
  const heart = setInterval(() => {
    const now = new Date()
    // Missing when the cache was deleted; read-only when its disk fails. Neither should end a run: at worst another process acquires the lock.
    utimes(file, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heart.unref()
  return {
    async release() {
      clearInterval(heart)
      if ((await readFile(file, 'utf8').catch(gone)) === own) await rm(file, { force: true })
    },
  }
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function lives(file: string, holder: string): Promise<boolean> {
  const found = await stat(file).catch(gone)
  if (found === null) return false
  if (Date.now() - found.mtimeMs > SILENT_MS) return false
  const [pid, host] = [/"pid":(\d+)/.exec(holder)?.[1], /"host":"([^"]*)"/.exec(holder)?.[1]]
  // Incomplete, or from another machine: only a missing heartbeat tells.
  if (pid === undefined || host !== os.hostname()) return true
  if (Number(pid) === process.pid) return isOurs(holder)
  return isAlive(Number(pid))
}

/** In a restarted container a process often has its predecessor's pid: a lock older than this process is not its own. */
function isOurs(holder: string): boolean {
  const since = /"since":(\d+)/.exec(holder)?.[1]
  return since === undefined || Number(since) >= Date.now() - process.uptime() * 1000
}

/** Removes a dead holder's lock, unless another process removed it first and holds it now. */
async function remove(file: string, holder: string | null): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  if ((await rename(file, aside).catch(gone)) === null) return
  if ((await readFile(aside, 'utf8')) === holder) await rm(aside, { force: true })
  else await rename(aside, file)
}

function gone(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}
