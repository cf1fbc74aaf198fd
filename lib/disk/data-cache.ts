import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { codeOf, isReadOnly } from './error-code'
import { writeAtomically } from './write-atomically'

/**
 * Bytes cached under `DATA_DIR/cache` between runs.
 * @param key a relative path made by the program, never by a user
 * @param isGood checks what the disk holds: a damaged or foreign file is downloaded again
 * @param fetch makes the bytes; what it throws is passed on
 */
export async function cached(
  key: string,
  isGood: (bytes: Uint8Array) => boolean,
  fetch: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = path.resolve(env().DATA_DIR, 'cache', key)
  const kept = await readIfThere(file)
  if (kept !== null && isGood(kept)) return kept
  const bytes = await fetch()
  try {
    await keep(file, bytes)
  } catch (error) {
    // A cache that is read-only or full only costs the next run some time.
    if (!(isReadOnly(error) || ['ENOTDIR', 'ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? ''))) throw error
  }
  return bytes
}

async function keep(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  // Several workers may fetch at once.
  await writeAtomically(file, (temporary) => writeFile(temporary, bytes))
}

async function readIfThere(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return null
    throw error
  }
}
