import { statfs } from 'node:fs/promises'
import { db } from './db'
import { env } from './env'
import { isDiskFull } from './errors/disk-full'

/** Below this much room the embedded PostgreSQL may fail at its next checkpoint or log segment (16 MB each), and cannot recover afterwards. */
export const MIN_FREE_BYTES = 64 * 2 ** 20
/** Bytes that a trial writes: more than what the files of a table have left over. */
const TRIAL_BYTES = 2 ** 20

// On globalThis because Next bundles this module into several chunks.
const store = globalThis as { superweightsDiskFull?: boolean }

/** Remembers that something could not be written, until a trial can. */
export function noteDiskFull(): void {
  store.superweightsDiskFull = true
}

/**
 * Why nothing can be stored at the moment, in a sentence; null when there is room, as far as can be told: the disk of our own data has some, and the database has
 * refused nothing since it last took something.
 * @throws what the database throws when it is away
 */
export async function storageProblem(): Promise<string | null> {
  const free = await freeBytes(env().DATA_DIR)
  if (free !== null && free < MIN_FREE_BYTES)
    return `The disk of DATA_DIR has ${Math.floor(free / 2 ** 20)} MB left, and needs ${MIN_FREE_BYTES / 2 ** 20} MB.`
  if (store.superweightsDiskFull !== true) return null
  if (!(await hasRoom())) return 'A write failed because the disk is full, and the database still has no room.'
  store.superweightsDiskFull = false
  return null
}

/** Null where there is no such folder: then nothing of ours lies on this machine. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Has the database write something that it throws away. Random, because what repeats itself is stored compressed. */
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
