import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether the process (or, for a negative number, any process of that group) runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && !isZombie(pid)
  }
  return pid < 0 || !isZombie(pid)
}

/** In a container without an init process nobody collects dead orphans, and signals still "reach" them. */
function isZombie(pid: number): boolean {
  // The state letter follows the program's name, which stands in brackets and may hold anything.
  return /\) Z /.test(readIfThere(`/proc/${pid}/stat`))
}

/** The text of a file, or '' when it is not there, not readable, or the process it describes has just gone. */
export function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return ''
    throw error
  }
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Waits until `done()` holds; gives false when it did not within `limit` milliseconds. */
export async function waitUntil(done: () => boolean | Promise<boolean>, limit: number, every = 25): Promise<boolean> {
  const end = Date.now() + limit
  for (;;) {
    if (await done()) return true
    if (Date.now() > end) return false
    await sleep(every)
  }
}
