import { createHash } from 'node:crypto'
import { open, readFile, type FileHandle } from 'node:fs/promises'
import v8 from 'node:v8'
import { writeAtomically } from '@/lib/disk/write-atomically'
import { readAt } from '@/lib/hub/files/read-at'

/** Only the user who runs the verifier may read its files. */
export const PRIVATE_FILE = 0o600
export const PRIVATE_FOLDER = 0o700

const HASH_BYTES = 32
/** Bytes of one piece. While the system writes a piece, this process hashes it. */
const PIECE_BYTES = 2 ** 24

/** The file's content is not what was written. */
export class Damaged extends Error {
  override readonly name = 'Damaged'
}

/**
 * Writes the SHA-256 of a value's bytes and then the bytes, in V8's serialisation (it handles NaN, infinities, maps and typed arrays). The file is
 * complete or absent, also after a power failure.
 */
export async function writeValue(file: string, value: unknown): Promise<void> {
  const bytes = v8.serialize(value)
  await writeAtomically(file, (temporary) =>
    writeSynced(temporary, [createHash('sha256').update(bytes).digest(), bytes]),
  )
}

/** @throws Damaged; the system's error when it cannot be read */
export async function readValue(file: string): Promise<unknown> {
  const bytes = await readFile(file)
  const body = bytes.subarray(HASH_BYTES)
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, HASH_BYTES)))
    throw new Damaged(`${file} is not as it was written: its SHA-256 is another.`)
  return v8.deserialize(body)
}

/** Writes floats in the processor's byte order, to a folder that nobody reads yet. @returns SHA-256 of its bytes */
export async function writeArray(file: string, floats: Float32Array): Promise<string> {
  const hash = createHash('sha256')
  await writeSynced(file, piecesOf(floats), (piece) => hash.update(piece))
  return hash.digest('hex')
}

/** @throws Damaged when length or hash differ; the system's error when it cannot be read */
export async function readArray(file: string, length: number, sha256: string): Promise<Float32Array> {
  const floats = new Float32Array(length)
  await readAt(file, 0, floats.byteLength, new Uint8Array(floats.buffer))
  const hash = createHash('sha256')
  for (const piece of piecesOf(floats)) hash.update(piece)
  if (hash.digest('hex') !== sha256) throw new Damaged(`${file} is not as it was written: its SHA-256 is another.`)
  return floats
}

function piecesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array[] {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  return Array.from({ length: Math.ceil(byteLength / PIECE_BYTES) }, (_, i) =>
    bytes.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES),
  )
}

async function writeSynced(
  file: string,
  pieces: readonly Uint8Array[],
  meanwhile: (piece: Uint8Array) => unknown = () => undefined,
): Promise<void> {
  const handle = await open(file, 'w', PRIVATE_FILE)
  try {
    for (const piece of pieces) {
      const writing = writeAll(handle, piece)
      meanwhile(piece)
      await writing
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** One call may write only part: the last one before the disk is full does. */
async function writeAll(handle: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.length;) done += (await handle.write(piece, done)).bytesWritten
}
