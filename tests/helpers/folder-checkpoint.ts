import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseConfig } from '@/lib/hub/config/model-config'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'

const NO_COMMIT = '0'.repeat(40)

interface StoredTensor {
  readonly dtype: string
  readonly shape: number[]
  readonly data_offsets: [number, number]
}

/** A checkpoint folder as the verifier sees one, without a hub in between: the engine's own tests need no network. */
export function folderCheckpoint(folder: string): Checkpoint {
  const files = new Map(
    readdirSync(folder)
      .filter((f) => f.endsWith('.safetensors'))
      .map((f) => [f, readFileSync(path.join(folder, f))]),
  )
  return checkpointOf(parseConfig(readFileSync(path.join(folder, 'config.json')), path.basename(folder)), files)
}

/** A checkpoint made of safetensors files in memory. */
export function checkpointOf(config: Checkpoint['config'], files: ReadonlyMap<string, Uint8Array>): Checkpoint {
  const tensors = new Map([...files].flatMap(([file, bytes]) => headerOf(file, bytes)).map((t) => [t.name, t]))
  return {
    repo: 'test/model',
    commit: NO_COMMIT,
    gated: false,
    config,
    tensors,
    parameters: [...tensors.values()].reduce((sum, t) => sum + t.shape.reduce((a, b) => a * b, 1), 0),
    async read(tensor, from, to, into) {
      const bytes = files.get(tensor.file)?.subarray(tensor.start + from, tensor.start + to)
      if (!bytes || tensor.start + to > tensor.end) throw new RangeError(`No bytes ${from} to ${to} in ${tensor.name}.`)
      if (!into) return Uint8Array.from(bytes)
      into.set(bytes)
      return into
    },
  }
}

function headerOf(file: string, bytes: Uint8Array): TensorLocation[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const length = Number(view.getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<string, StoredTensor>
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [start, end],
        },
      ]) => ({ name, dtype, shape, file, start: 8 + length + start, end: 8 + length + end }),
    )
}
