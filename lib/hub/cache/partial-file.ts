import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { whileWriting } from './while-writing'
import { Semaphore } from '@/lib/async/semaphore'
import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import { inParallel } from '@/lib/async/parallel'
import { PARALLEL_PIECES, PIECE_BYTES, readRange, type RemoteFile } from '../files/range'
import { Blocks, type ByteRange } from './blocks'
import { type Lock, takeLock } from '@/lib/disk/lock'

/**
 * A weight file of which some blocks are present. It lies beside the blobs under a name that only this program uses: huggingface_hub would take a
 * `.incomplete` file for the beginning of the file and append to it. A record says which blocks count; a block counts only
 * once the disk has it, so a cut, a kill or a power failure loses at most what was on its way.
 *
 * What protects a partial file: each block was asked for at the pinned commit, and the answer had to be exactly that range of a file
 * of exactly that size. Its SHA-256 is compared with the Hub's when the last block is there, before the file becomes a blob that
 * other tools believe.
 */
export class PartialFile {
  readonly #turns = new Semaphore({ slots: 1 })
  #ended: 'kept' | 'deleted' | null = null

  private constructor(
    /** Where the blob will be; its name is the file's SHA-256. */
    private readonly blob: string,
    private readonly blocks: Blocks,
    private readonly lock: Lock,
  ) {}

  /** Where the bytes lie until the file is complete. */
  get file(): string {
    return partOf(this.blob)
  }

  /** True once the file is complete and renamed, or was found to be wrong and deleted. */
  get ended(): boolean {
    return this.#ended !== null
  }

  /**
   * Resumes what an earlier run left, or starts. @returns null when another process writes the file
   * @throws HubError `disk-full`; the system's error where nothing can be written
   */
  static async open(blob: string, size: number): Promise<PartialFile | null> {
    return whileWriting(path.dirname(blob), async () => {
      await mkdir(path.dirname(blob), { recursive: true })
      const lock = await takeLock(`${blob}.superweights-lock`)
      if (lock === null) return null
      try {
        return new PartialFile(blob, (await recordedBlocks(blob, size)) ?? (await newFile(blob, size)), lock)
      } catch (error) {
        await lock.release()
        throw error
      }
    })
  }

  /**
   * Fetches what is missing of bytes `from` to `to`. @returns true when the file is complete and has become the blob.
   * Calls run one after the other.
   * @throws HubError `truncated` when the complete file is not the one the Hub names, `disk-full`, or a network error
   */
  fetch(remote: Remote, source: RemoteFile, from: number, to: number): Promise<boolean> {
    return this.#turns.run(() => whileWriting(path.dirname(this.blob), () => this.#fill(remote, source, from, to)))
  }

  /** Releases the lock and leaves the bytes where they are. */
  release(): Promise<void> {
    return this.lock.release()
  }

  async #fill(remote: Remote, source: RemoteFile, from: number, to: number): Promise<boolean> {
    // The call before may have fetched the last block.
    if (this.ended) return this.#ended === 'kept'
    const written: ByteRange[] = []
    try {
      await inParallel(
        this.blocks.missing(from, to, PIECE_BYTES),
        PARALLEL_PIECES,
        remote.signal,
        async (range, signal) => {
          await this.#write(range, await readRange({ ...remote, signal }, source, range.from, range.to))
          written.push(range)
        },
      )
    } finally {
      // What arrived before a failure counts too.
      if (written.length > 0) await this.#record(written)
    }
    if (!this.blocks.complete) return false
    await this.#complete(source)
    return true
  }

  async #write(range: ByteRange, bytes: Uint8Array): Promise<void> {
    const part = await open(this.file, 'r+')
    await writeFully(part, bytes, range.from).finally(() => part.close())
  }

  /** Records blocks as present once they are on disk: one sync for all, since a sync costs more than the writes. */
  async #record(written: readonly ByteRange[]): Promise<void> {
    const part = await open(this.file, 'r+')
    await part.datasync().finally(() => part.close())
    for (const range of written) this.blocks.add(range)
    // Over the old record, not in place of it: half a write leaves old bits and new ones, and both are true.
    const map = await open(mapOf(this.blob), 'r+')
    await writeFully(map, this.blocks.bits, 0).finally(() => map.close())
  }

  async #complete(source: RemoteFile): Promise<void> {
    const expected = path.basename(this.blob)
    const found = await sha256Of(this.file)
    if (found === expected) await rename(this.file, this.blob)
    else await rm(this.file, { force: true })
    this.#ended = found === expected ? 'kept' : 'deleted'
    await rm(mapOf(this.blob), { force: true })
    await this.lock.release()
    if (found !== expected) {
      throw new HubError(
        'truncated',
        `${source.target.file} of ${source.target.repo} is not what the Hub says it is: its SHA-256 is ${found}, not ${expected}. It was deleted and will be fetched again next time.`,
      )
    }
  }
}

const partOf = (blob: string) => `${blob}.superweights-part`
const mapOf = (blob: string) => `${blob}.superweights-map`

async function recordedBlocks(blob: string, size: number): Promise<Blocks | null> {
  try {
    const part = await open(partOf(blob), 'r')
    const found = await part.stat().finally(() => part.close())
    return found.size === size ? Blocks.recorded(size, new Uint8Array(await readFile(mapOf(blob)))) : null
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

async function newFile(blob: string, size: number): Promise<Blocks> {
  const blocks = Blocks.none(size)
  // The record first: of a part without its record nothing is believed.
  await rm(mapOf(blob), { force: true })
  const part = await open(partOf(blob), constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC, 0o644)
  await part.truncate(size).finally(() => part.close())
  await writeFile(mapOf(blob), blocks.bits)
  return blocks
}

async function writeFully(handle: Awaited<ReturnType<typeof open>>, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
