import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'

/**
 * Writes a file that others may read or write meanwhile: they see all of it or nothing, and the last of several writers wins.
 * @param write makes the file under the temporary name it is given, in the same folder; what it throws is passed on, and nothing is left behind
 * @throws the system's error when the file cannot be put in its place
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
