import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { codeOf } from '@/lib/disk/error-code'
import { writeAtomically } from '@/lib/disk/write-atomically'
import type { RunKey } from './run-key'
import { PRIVATE_FILE } from './hashed-file'

/** Which run a journal belongs to and how far it got: for people, and to find the most similar run. The numbers are in files of their own, each with its hash. */
const Manifest = z.object({ run: z.record(z.string(), z.json()), place: z.string() })
export type Manifest = z.infer<typeof Manifest>

/** A folder with this file is a journal. */
export const MANIFEST = 'journal.json'

export async function writeManifest(folder: string, run: RunKey, place: string): Promise<void> {
  const file = path.join(folder, MANIFEST)
  await writeAtomically(file, (temporary) =>
    writeFile(temporary, `${JSON.stringify({ run, place }, null, 2)}\n`, { mode: PRIVATE_FILE }),
  )
}

/** Null where there is no journal, or only one whose first write did not finish. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const parsed = Manifest.safeParse(JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return null
    throw error
  }
}
