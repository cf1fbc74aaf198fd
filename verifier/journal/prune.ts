import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { takeLock } from '@/lib/disk/lock'
import { lockOf } from './journal'
import { MANIFEST } from './manifest'

/** Nobody resumes a run after a week. */
const MAX_AGE_MS = 7 * 24 * 3_600_000
/** Journals kept, including this run's own. */
const MAX_JOURNALS = 8
/** Bytes of all other journals together: four of the largest, each with one state of 2 GiB. This run's own takes up to twice that while a state is written. */
const MAX_BYTES = 8 * 2 ** 30

interface Kept {
  readonly folder: string
  /** When it was last written, in milliseconds. */
  readonly at: number
  readonly bytes: number
}

/** Removes journals that are too old, and the oldest ones where there are too many or they are too large together; never `own` or one in use. */
export async function pruneJournals(root: string, own: string): Promise<void> {
  const names = (await readdir(root).catch(unlessGone([]))).filter((name) => /^[0-9a-f]{32}$/.test(name))
  const others = names.map((name) => path.join(root, name)).filter((folder) => folder !== own)
  const kept = await Promise.all(
    others.map(async (folder): Promise<Kept> => ({
      folder,
      at: await writtenAt(folder),
      bytes: await bytesIn(folder),
    })),
  )
  for (const { folder } of doomed(kept)) {
    const lock = await takeLock(lockOf(folder))
    if (lock === null) continue
    await rm(folder, { recursive: true, force: true })
    await lock.release()
  }
}

/** All but the newest few that are young enough and fit. */
function doomed(kept: readonly Kept[]): Kept[] {
  let bytes = 0
  return kept
    .toSorted((a, b) => b.at - a.at)
    .filter((one, i) => {
      bytes += one.bytes
      return i >= MAX_JOURNALS - 1 || bytes > MAX_BYTES || Date.now() - one.at > MAX_AGE_MS
    })
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(unlessGone([]))
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(path.join(folder, name)).catch(unlessGone(null)))?.size ?? 0),
  )
  return sizes.reduce((a, b) => a + b, 0)
}

/** When the journal was last written; if it never was, when its folder was made; 0 when it has just been removed. */
async function writtenAt(folder: string): Promise<number> {
  const timeOf = async (file: string) => (await stat(file)).mtimeMs
  return (
    (await timeOf(path.join(folder, MANIFEST)).catch(unlessGone(null))) ?? (await timeOf(folder).catch(unlessGone(0)))
  )
}

/** For `catch`: `otherwise` where the file does not exist. */
function unlessGone<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return otherwise
    throw error
  }
}
