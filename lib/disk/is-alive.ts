import { readFileSync } from 'node:fs'
import { codeOf } from './error-code'

/** Whether the process (or, for a negative number, any process of that group) runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM' && !isZombie(pid)
  }
  return pid < 0 || !isZombie(pid)
}

/** In a container without an init process nobody reaps dead orphans, and signals still "reach" them. */
function isZombie(pid: number): boolean {
  // The state letter follows the program's name, which is in parentheses and may contain anything.
  return /\) Z /.test(readIfThere(`/proc/${pid}/stat`))
}

/** The text of a file, or '' if it does not exist, is unreadable, or its process has just ended. */
export function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH', 'ENOTDIR'].includes(codeOf(error) ?? '')) return ''
    throw error
  }
}
