import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ReadPart, StoredTensor, WeightPlace } from '@/lib/quantised/safetensors/types'

/** A module as a package stores it, and what the package dequantises it to: tests/fixtures/make/quantised/forms writes them. */
export interface ModuleGolden {
  readonly config: object
  readonly expert: number | null
  /** `data` is base64. */
  readonly tensors: Readonly<Record<string, StoredTensor & { readonly data: string }>>
  readonly shape: readonly [number, number]
  /** The values of the first row: base64 of little-endian float32. */
  readonly first: string
  /** Of each row's values. */
  readonly rows: readonly string[]
}

const FOLDER = path.join(__dirname, '..', '..', '..', 'fixtures', 'golden', 'quantised', 'forms')

export interface FormGolden {
  readonly module: string
  readonly cases: Readonly<Record<string, ModuleGolden>>
}

export const formGolden = (form: string) =>
  JSON.parse(readFileSync(path.join(FOLDER, `${form}.json`), 'utf8')) as FormGolden

/** A place in a golden module, and the means to read it: each range is at an odd place of a larger buffer, as a range of a file may be. */
export function placesOf(module: string, golden: ModuleGolden) {
  const data = new Map(Object.entries(golden.tensors).map(([name, { data: text }]) => [name, fromOneOn(text)]))
  const reads: { tensor: string; bytes: number }[] = []
  const read: ReadPart = (tensor, start, end) => {
    const bytes = data.get(tensor)
    if (bytes === undefined || start < 0 || end > bytes.length - 1 || end <= start)
      return Promise.reject(new RangeError(`${tensor} has no bytes ${start} to ${end}`))
    reads.push({ tensor, bytes: end - start })
    return Promise.resolve(bytes.subarray(start + 1, end + 1))
  }
  const tensors = new Map(Object.entries(golden.tensors))
  const place = (row: number, col: number): WeightPlace => ({
    ...{ config: golden.config, tensors, module, row, col, expert: golden.expert },
  })
  return { place, read, reads }
}

function fromOneOn(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64')
  const larger = new Uint8Array(bytes.length + 1)
  larger.set(bytes, 1)
  return larger
}

export function floatsOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64')
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
}

/** Like the makers' hash: of little-endian float32, every NaN as 0x7fc00000. */
export function hashOf(values: readonly number[]): string {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, i) =>
    Number.isNaN(value) ? bytes.writeUInt32LE(0x7fc00000, 4 * i) : bytes.writeFloatLE(value, 4 * i),
  )
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}
