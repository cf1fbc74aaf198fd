import { statfs } from 'node:fs/promises'
import { db } from './db'
import { env } from './env'
import { isDiskFull } from './errors/disk-full'

/** Below this much free space the embedded PostgreSQL may fail at its next checkpoint or log segment (16 MB each), and cannot recover afterwards. */
export const MIN_FREE_BYTES = 64 * 2 ** 20
/** Bytes of a trial write: more than the free space within a table's files. */
const TRIAL_BYTES = 2 ** 20

// On globalThis because Next bundles this module into several chunks.
const store = globalThis as { superweightsDiskFull?: boolean }

/** Remembers that a write failed, until a trial write succeeds. */
export function noteDiskFull(): void {
  store.superweightsDiskFull = true
}

/**
 * Why nothing can be stored at the moment, in a sentence; null if, as far as known, there is space: our disk has some, and no database write has failed since the
 * last successful one.
 * @throws what the database throws when it is down
 */
export async function storageProblem(): Promise<string | null> {
  const free = await freeBytes(env().DATA_DIR)
  if (free !== null && free < MIN_FREE_BYTES)
    return `The disk of DATA_DIR has ${Math.floor(free / 2 ** 20)} MB left, but ${MIN_FREE_BYTES / 2 ** 20} MB are needed.`
  if (store.superweightsDiskFull !== true) return null
  if (!(await hasRoom())) return 'A write failed because the disk is full, and the database still has no space.'
  store.superweightsDiskFull = false
  return null
}

/** Null without such a folder: then this machine stores none of our data. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Makes the database write temporary data. Random, because repetitive data is stored compressed. */
async function hasRoom(): Promise<boolean> {
  try {
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`create temp table storage_trial on commit drop as select md5(random()::text) as text from generate_series(1, ${TRIAL_BYTES / 32}::int)`
    })
    return true
  } catch (error) {
    if (isDiskFull(error)) return false
    throw error
  }
}
