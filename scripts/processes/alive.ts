import { setTimeout as sleep } from 'node:timers/promises'

export { isAlive, readIfThere } from '../../lib/disk/is-alive'

/** Sends a signal; a process that has already ended is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Waits until `done()` is true; returns false after `limit` milliseconds. */
export async function waitUntil(done: () => boolean | Promise<boolean>, limit: number, every = 25): Promise<boolean> {
  const end = Date.now() + limit
  for (;;) {
    if (await done()) return true
    if (Date.now() > end) return false
    await sleep(every)
  }
}
