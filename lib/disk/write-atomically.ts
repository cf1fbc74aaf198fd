import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'

/**
 * Writes a file that others may read or write concurrently: they see all of it or nothing, and the last writer wins.
 * @param write creates the file under the given temporary name in the same folder; its errors are passed on, and nothing is left behind
 * @throws the system's error when the file cannot be moved into place
 */
export async function writeAtomically(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${file}.${randomUUID()}.new`
  try {
    await write(temporary)
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}
