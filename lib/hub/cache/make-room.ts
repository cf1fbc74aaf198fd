import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { cacheFolder, repoFolder } from './layout'
import { usageOf, type RepoUsage } from './usage'
import { isInUse } from './used'

export interface RoomRequest {
  /** The most that all models together may take on disk. */
  readonly limitBytes: number
  /** The model that is going to be read, and the bytes of all its tensors. */
  readonly repo: string
  readonly bytes: number
}

export interface Room {
  /** Whether the model fits. */
  readonly fits: boolean
  /** Folders that were deleted, with what each took. */
  readonly deleted: readonly RepoUsage[]
}

/**
 * Deletes checkpoints from the Hub's cache, the least recently used first, until a model fits beside the rest. Those in use stay. Nothing is deleted for a model that
 * does not fit alone.
 * @throws the system's error where a folder cannot be deleted
 */
export async function makeRoom({ limitBytes, repo, bytes }: RoomRequest): Promise<Room> {
  const cache = cacheFolder()
  const own = repoFolder(repo, cache)
  const all = await usageOf(cache)
  const needed = Math.max(bytes, all.find(({ folder }) => folder === own)?.bytes ?? 0)
  if (needed > limitBytes) return { fits: false, deleted: [] }
  const others = all.filter(({ folder }) => folder !== own).sort((a, b) => a.usedAt - b.usedAt)
  let free = limitBytes - needed - others.reduce((sum, other) => sum + other.bytes, 0)
  const deleted: RepoUsage[] = []
  for (const other of others) {
    if (free >= 0) break
    if (isInUse(other.usedAt) || !(await removeFolder(other.folder))) continue
    free += other.bytes
    deleted.push(other)
  }
  return { fits: free >= 0, deleted }
}

/** In one step for other processes: nobody meets half a repo. @returns false where another process was faster */
async function removeFolder(folder: string): Promise<boolean> {
  const aside = path.join(path.dirname(folder), `.superweights-deleted-${randomUUID()}`)
  try {
    await rename(folder, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
  await rm(aside, { recursive: true, force: true })
  return true
}
