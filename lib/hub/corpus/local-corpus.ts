import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { HubError } from '../errors/hub-error'
import type { Corpus } from './types'

/** What a corpus of one's own begins with where a corpus is named: `file:notes.txt`, `file:/data/notes.txt`. */
export const FILE_CORPUS = 'file:'
/** WikiText-2's test text has 1.3 MB, and the longest grade takes less; slow tokenizers need a quarter of a minute a megabyte. */
const MAX_TEXT_BYTES = 32_000_000

/**
 * Any text file as corpus. Its id is `file:NAME` without the folder, its revision `local`: only the SHA-256 says which text it was.
 * @param id `file:` and a path; never from the web, where it would read this machine's files
 * @throws HubError `bad-corpus` when there is no such file, or it is no UTF-8 text, empty, or too large
 */
export async function loadLocalCorpus(id: string): Promise<Corpus> {
  const file = id.slice(FILE_CORPUS.length)
  const found = await stat(file).catch((error: unknown) => {
    throw bad(file, 'cannot be read; give the path of a text file', error)
  })
  if (!found.isFile()) throw bad(file, 'is not a file; give the path of a text file')
  if (found.size === 0) throw bad(file, 'is empty')
  if (found.size > MAX_TEXT_BYTES)
    throw bad(file, `has ${found.size} bytes; the limit is ${MAX_TEXT_BYTES}. Give a part of it`)
  const bytes = await readFile(file)
  return {
    id: `${FILE_CORPUS}${path.basename(file)}`,
    revision: 'local',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    text: decode(file, bytes),
  }
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    // A byte order mark is kept: the hash is of the whole text.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw bad(file, 'is not UTF-8 text', error)
  }
}

function bad(file: string, why: string, cause?: unknown): HubError {
  return new HubError('bad-corpus', `The corpus "${file}" ${why}.`, { cause })
}
