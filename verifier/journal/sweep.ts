import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/hub/disk'
import { takeLock } from '@/lib/hub/kept/lock'
import { lockOf } from './journal'
import { MANIFEST } from './manifest'

/** Nobody comes back to a run after a week. */
const MAX_AGE_MS = 7 * 24 * 3_600_000
/** Journals kept: one holds up to 4 GB while it is written, half of it afterwards. */
const MAX_JOURNALS = 8

/** Removes journals that are too old, and the oldest where there are too many; never `own`, nor one that is in use. */
export async function sweepJournals(root: string, own: string): Promise<void> {
  const names = (await readdir(root).catch(unlessGone([]))).filter((name) => /^[0-9a-f]{32}$/.test(name))
  const others = names.map((name) => path.join(root, name)).filter((folder) => folder !== own)
  const dated = await Promise.all(others.map(async (folder) => ({ folder, at: await writtenAt(folder) })))
  const doomed = dated.toSorted((a, b) => b.at - a.at).filter(({ at }, i) => i >= MAX_JOURNALS - 1 || Date.now() - at > MAX_AGE_MS)
  for (const { folder } of doomed) {
    const lock = await takeLock(lockOf(folder))
    if (lock === null) continue
    await rm(folder, { recursive: true, force: true })
    await lock.release()
  }
}

/** When the journal was last written; of one that never was, when its folder was made; 0 when it has just gone. */
async function writtenAt(folder: string): Promise<number> {
  const timeOf = async (file: string) => (await stat(file)).mtimeMs
  return (await timeOf(path.join(folder, MANIFEST)).catch(unlessGone(null))) ?? (await timeOf(folder).catch(unlessGone(0)))
}

/** For `catch`: `otherwise` in place of what is not there. */
function unlessGone<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return otherwise
    throw error
  }
}
