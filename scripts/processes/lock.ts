import { type Lock, takeLock } from '../../lib/disk/lock'
import { waitUntil } from './alive'

/** Longest wait for another process: building the site on a slow machine takes minutes. */
const WAIT_MS = 10 * 60_000

/**
 * Runs `act` while no other process holds the same lock file; the lock of a killed owner is taken over.
 * @throws Error when another process holds it for ten minutes; what `act` throws
 */
export async function withLock<T>(file: string, act: () => Promise<T>): Promise<T> {
  let lock: Lock | null = null
  if (!(await waitUntil(async () => (lock = await takeLock(file)) !== null, WAIT_MS)))
    throw new Error(`Waited ten minutes for the process that holds ${file}.`)
  try {
    return await act()
  } finally {
    await (lock as Lock | null)?.release()
  }
}
