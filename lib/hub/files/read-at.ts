import { open } from 'node:fs/promises'
import { bufferFor } from './buffer-for'
import { HubError } from '../errors/hub-error'

/** One system call reads at most 2 GB. */
const MAX_READ_BYTES = 2 ** 30

/**
 * Bytes `from` to `to` of a file on disk.
 * @param into filled from its start when given; must hold at least `to - from` bytes
 * @throws HubError `truncated` when the file ends before; the system's error when it cannot be opened
 */
export async function readAt(path: string, from: number, to: number, into?: Uint8Array): Promise<Uint8Array> {
  const length = to - from
  const bytes = bufferFor(length, into)
  const handle = await open(path, 'r')
  try {
    let got = 0
    while (got < length) {
      const { bytesRead } = await handle.read(bytes, got, Math.min(MAX_READ_BYTES, length - got), from + got)
      if (bytesRead === 0)
        throw new HubError(
          'truncated',
          `${path} ends at byte ${from + got}; it was longer when it was opened. Delete it and try again.`,
        )
      got += bytesRead
    }
  } finally {
    await handle.close()
  }
  return bytes
}
