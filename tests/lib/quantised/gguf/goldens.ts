import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What gguf reads, as tests/fixtures/make/quantised writes it. */
export interface BlocksGolden {
  readonly number: number
  readonly elements: number
  readonly bytes: number
  /** Base64. */
  readonly blocks: string
  /** The values of the first block: base64 of little-endian float32. */
  readonly first: string
  /** Of each block's values. */
  readonly hashes: readonly string[]
}

export interface TensorGolden {
  readonly name: string
  readonly type: string
  readonly shape: readonly number[]
  readonly offset: number
  /** In the order of the file: base64 of little-endian float32. */
  readonly values: string
}

export interface FileGolden {
  readonly largest: { readonly row: number; readonly col: number; readonly value: number }
  readonly tensors: readonly TensorGolden[]
}

const FOLDER = path.join(__dirname, '..', '..', '..', 'fixtures', 'golden', 'quantised')
const json = <T>(file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as T

export const BLOCKS = json<{ types: Readonly<Record<string, BlocksGolden>> }>('gguf-blocks.json').types
export const FILE = json<FileGolden>('tiny-gguf.json')
export const FILE_BYTES = new Uint8Array(readFileSync(path.join(FOLDER, 'tiny.gguf')))

/** The blocks of a golden, each at an odd place of a larger buffer, as a range of a file may be. */
export function blocksOf({ blocks, bytes }: BlocksGolden): readonly Uint8Array[] {
  const all = Buffer.concat([Buffer.alloc(1), Buffer.from(blocks, 'base64')])
  return Array.from(
    { length: (all.length - 1) / bytes },
    (_, i) => new Uint8Array(all.buffer, all.byteOffset + 1 + i * bytes, bytes),
  )
}

export function floatsOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64')
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
}
