import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { codeOf, isReadOnly } from '@/lib/disk/error-code'

/** A repo whose last use was less than this ago is in use: a run repeats its mark far more often, also while onnxruntime keeps its process busy. */
const IN_USE_MS = 15 * 60_000
/** How often a run repeats its mark. */
export const MARK_AGAIN_MS = 60_000

/** Its time is that of the last use, since disks do not keep the time of every read; its text the bytes that the run may fetch. Other tools of the Hub leave it alone. */
const markOf = (folder: string) => path.join(folder, '.superweights-used')

/**
 * Notes that the repo in this folder of the cache is used now. A cache that cannot be written to does not grow.
 * @param bytes of all tensors of the model
 */
export async function markUsed(folder: string, bytes: number, now = new Date()): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(markOf(folder), String(bytes))
    await utimes(markOf(folder), now, now)
  } catch (error) {
    const full = ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')
    if (!full && !isReadOnly(error)) throw error
  }
}

export interface Use {
  /** Milliseconds. */
  readonly at: number
  /** What a run that is still going on may fetch in all; 0 when it is over. */
  readonly expected: number
}

/** The last use of the repo by this program; null where it never was. */
export async function lastUse(folder: string): Promise<Use | null> {
  try {
    const [{ mtimeMs: at }, text] = await Promise.all([stat(markOf(folder)), readFile(markOf(folder), 'utf8')])
    return { at, expected: isInUse(at) ? Number(text) || 0 : 0 }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

export const isInUse = (usedAt: number): boolean => Date.now() - usedAt < IN_USE_MS
