import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { lastUse } from './used'

/** What one model's repo takes in the Hub's cache. */
export interface RepoUsage {
  readonly folder: string
  /** On disk, where a partial file takes what has been fetched of it; of a model that is being read, all that it may become. */
  readonly bytes: number
  /** The last use, or the last change of a repo that only other tools used; milliseconds. */
  readonly usedAt: number
}

/** Every model's repo in a cache. What disappears meanwhile is not counted. */
export async function usageOf(cache: string): Promise<RepoUsage[]> {
  const folders = (await entriesOf(cache)).filter((entry) => entry.isDirectory() && entry.name.startsWith('models--'))
  return Promise.all(folders.map(({ name }) => usageOfRepo(path.join(cache, name))))
}

async function usageOfRepo(folder: string): Promise<RepoUsage> {
  const { bytes, changedAt } = await sizeOf(folder)
  const { at, expected } = (await lastUse(folder)) ?? { at: changedAt, expected: 0 }
  return { folder, bytes: Math.max(bytes, expected), usedAt: at }
}

/** Of a folder with all in it. Links count as themselves: what they lead to is in `blobs`. */
async function sizeOf(folder: string): Promise<{ bytes: number; changedAt: number }> {
  let [bytes, changedAt] = [0, 0]
  for (const entry of await entriesOf(folder)) {
    const place = path.join(folder, entry.name)
    const within = entry.isDirectory() ? await sizeOf(place) : await fileSize(place)
    bytes += within.bytes
    changedAt = Math.max(changedAt, within.changedAt)
  }
  return { bytes, changedAt }
}

/** Of `stat`'s blocks, whatever the disk's own are. */
const BLOCK_BYTES = 512

async function fileSize(file: string): Promise<{ bytes: number; changedAt: number }> {
  try {
    const { blocks, mtimeMs } = await lstat(file)
    return { bytes: blocks * BLOCK_BYTES, changedAt: mtimeMs }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { bytes: 0, changedAt: 0 }
    throw error
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return []
    throw error
  }
}
