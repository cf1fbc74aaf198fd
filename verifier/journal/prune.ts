import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { takeLock } from '@/lib/disk/lock'
import { lockOf } from './journal'
import { MANIFEST } from './manifest'

/** Nobody comes back to a run after a week. */
const MAX_AGE_MS = 7 * 24 * 3_600_000
/** Journals kept, the own one among them. */
const MAX_JOURNALS = 8
/** What all others may hold together: four of the largest, whose one state has 2 GiB. The own one takes up to twice that while it is written. */
const MAX_BYTES = 8 * 2 ** 30

interface Kept {
  readonly folder: string
  /** When it was last written, in milliseconds. */
  readonly at: number
  readonly bytes: number
}

/** Removes journals that are too old, and the oldest where there are too many or they hold too much; never `own`, nor one that is in use. */
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

/** All but the newest, as many of these as are young enough and fit. */
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

/** When the journal was last written; of one that never was, when its folder was made; 0 when it has just gone. */
async function writtenAt(folder: string): Promise<number> {
  const timeOf = async (file: string) => (await stat(file)).mtimeMs
  return (
    (await timeOf(path.join(folder, MANIFEST)).catch(unlessGone(null))) ?? (await timeOf(folder).catch(unlessGone(0)))
  )
}

/** For `catch`: `otherwise` in place of what is not there. */
function unlessGone<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return otherwise
    throw error
  }
}
