import { open } from 'node:fs/promises'
import { bufferFor } from './buffer-for'
import { HubError } from './errors'

/** One system call reads at most 2 GB. */
const MAX_READ_BYTES = 2 ** 30

/** The system's word for a failure (`ENOENT`, ...), or null. By shape, not by class: the error may come from another realm. */
export function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

/** Whether it failed because nothing may be written there: a cache that is mounted read-only is a fair thing to have. */
export function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')
}

/** @throws HubError `disk-full` in place of the system's own word for it; everything else as it is */
export async function whileWriting<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')) throw error
    throw new HubError(
      'disk-full',
      `There is no room left on the disk of ${folder}. Free some, set HF_HOME to a larger disk, or stream the weights instead of keeping them. What was fetched is kept, and the next run goes on from there.`,
      { cause: error },
    )
  }
}

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
