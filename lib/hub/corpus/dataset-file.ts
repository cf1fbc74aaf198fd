import { createHash } from 'node:crypto'
import { HubError } from '../errors/hub-error'
import { remoteOf } from '../http/request'
import { cached } from '@/lib/disk/data-cache'
import type { RetryPolicy } from '../http/retry-policy'
import { encodedPath } from '../names/url-path'
import { readFile } from '../http/read-file'

/** One file of a Hub dataset, pinned to its content. */
export interface DatasetFile {
  readonly dataset: string
  /** 40 hex digits. */
  readonly revision: string
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/**
 * The file's bytes, from the cache or the Hub; in both cases only if their SHA-256 is the pinned one.
 * @throws HubError `bad-corpus` for another content; a network error
 */
export function readDatasetFile(
  pin: DatasetFile,
  options: { signal?: AbortSignal; retryPolicy?: RetryPolicy } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return cached(
    `datasets/${pin.sha256}`,
    (bytes) => isPinned(bytes, pin),
    async () => {
      const remote = remoteOf(pin.dataset, options)
      const address = `${remote.endpoint}/datasets/${encodedPath(...pin.dataset.split('/'))}/resolve/${encodedPath(pin.revision)}/${encodedPath(...pin.file.split('/'))}`
      const { bytes } = await readFile(
        remote,
        address,
        { repo: pin.dataset, revision: pin.revision, file: pin.file },
        pin.bytes,
      )
      if (isPinned(bytes, pin)) return bytes
      throw new HubError(
        'bad-corpus',
        `${pin.file} of the dataset ${pin.dataset} is not the file that is pinned (SHA-256 ${pin.sha256}). A proxy or mirror may have changed it.`,
      )
    },
  )
}

function isPinned(bytes: Uint8Array, pin: DatasetFile): boolean {
  return bytes.length === pin.bytes && createHash('sha256').update(bytes).digest('hex') === pin.sha256
}
