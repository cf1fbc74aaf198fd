import path from 'node:path'
import { codeOf, isReadOnly } from '@/lib/disk/error-code'
import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import { remoteFile } from '../files/remote-file'
import type { RemoteFile } from '../files/range'
import type { Snapshot } from '../files/snapshot'
import { findComplete, linkBlob } from './blob'
import type { Layout } from './layout'
import { PartialFile } from './partial-file'

/** How long to stream a file that another process is fetching before checking again. */
const LOOK_AGAIN_MS = 30_000

/** Partial files of this process, by blob: two checkpoints of one repo share them. */
const partials = new Map<string, Promise<PartialFile | null>>()

/** Fetches byte ranges of one commit's files into the Hub's cache on this machine. */
export class CacheFetcher {
  readonly #whole = new Map<string, string>()
  readonly #streamUntil = new Map<string, number>()

  constructor(
    private readonly remote: Remote,
    private readonly snapshot: Snapshot,
    readonly layout: Layout,
  ) {}

  /**
   * @returns the file on disk that holds bytes `from` to `to` of `name` at the same offsets, fetched as far as needed; null when
   * they cannot be cached: another process fetches this file, the disk is read-only, or the Hub gives no SHA-256 for it
   * @throws HubError `missing-file`, `truncated`, `disk-full`, or a network error
   */
  async fetch(name: string, from: number, to: number): Promise<string | null> {
    const whole = await this.find(name)
    if (whole !== null) return whole
    const source = remoteFile(this.remote, this.snapshot, name)
    const etag = this.snapshot.files.get(name)?.etag ?? ''
    const blob = path.join(this.layout.blobs, etag)
    const partial = etag.length === 64 ? await this.#partial(blob, source.size) : null
    if (partial === null) return null
    const { file } = partial
    const complete = await this.#fill(partial, blob, source, from, to)
    if (!complete) return file
    await linkBlob(this.layout, name, etag)
    return blob
  }

  /** What `find` found before, without another look at the disk. */
  known(name: string): string | null {
    return this.#whole.get(name) ?? null
  }

  /** The whole file, when it is there. */
  async find(name: string): Promise<string | null> {
    const listed = this.snapshot.files.get(name)
    const whole = listed === undefined ? null : await findComplete(this.layout, name, listed)
    if (whole !== null) this.#whole.set(name, whole)
    return whole
  }

  /** Call it when a file that `fetch` returned is no longer there. */
  forget(name: string): void {
    this.#whole.delete(name)
  }

  async #partial(blob: string, size: number): Promise<PartialFile | null> {
    if (performance.now() < (this.#streamUntil.get(blob) ?? 0)) return null
    const taking = partials.get(blob) ?? PartialFile.open(blob, size)
    partials.set(blob, taking)
    try {
      const partial = await taking
      if (partial === null) this.#streamAWhile(blob)
      return partial
    } catch (error) {
      this.#streamAWhile(blob)
      if (isReadOnly(error)) return null
      throw error
    }
  }

  async #fill(partial: PartialFile, blob: string, source: RemoteFile, from: number, to: number): Promise<boolean> {
    try {
      return await partial.fetch(this.remote, source, from, to)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
      partials.delete(blob)
      await partial.release()
      throw new HubError(
        'unreachable',
        `${partial.file} was deleted while it was being fetched. The next attempt starts over.`,
        { cause: error },
      )
    } finally {
      if (partial.ended) partials.delete(blob)
    }
  }

  #streamAWhile(blob: string): void {
    partials.delete(blob)
    this.#streamUntil.set(blob, performance.now() + LOOK_AGAIN_MS)
  }
}
