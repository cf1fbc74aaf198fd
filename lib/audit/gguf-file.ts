import { ggufName } from '@/lib/keep/formats/gguf-names'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { BlockError } from '@/lib/quantised/gguf/block-error'
import { blockOf } from '@/lib/quantised/gguf/block-of'
import { decodeBlock, readScalar } from '@/lib/quantised/gguf/read-scalar'
import { blockType } from '@/lib/quantised/gguf/types'
import { type GgufTensor, readGgufHeader } from './gguf-header'
import type { NormName } from './norms'
import { MAX_NORM_ENTRIES, outIn, type Quantised, type StoredWeight, type Wanted } from './stored-weight'

/** A GGUF file: its header is read, then of each weight the one block that holds it. @throws HubError as `readGgufHeader` */
export async function openGguf(files: RepoFiles, file: string): Promise<Quantised> {
  const { tensors } = await readGgufHeader(files, file)
  return {
    read: (wanted) => readWeight(files, file, tensors, wanted),
    norm: (wanted, name) => readNorm(files, file, tensors, wanted, name),
  }
}

async function readWeight(
  files: RepoFiles,
  file: string,
  tensors: ReadonlyMap<string, GgufTensor>,
  wanted: Wanted,
): Promise<StoredWeight> {
  const name = nameOf(wanted)
  const found = tensors.get(name)
  if (found === undefined) throw new BlockError(`${file} has no tensor ${name}`)
  const { type: number, shape, start } = found
  const type = blockType(number)
  const { out, in: input } = outIn(wanted)
  const stacked = shape.length === 3
  const { offset, length, element } = blockOf({
    type,
    shape,
    row: out,
    col: input,
    ...(stacked ? { expert: wanted.expert ?? 0 } : {}),
  })
  const block = await bytesOf(files, file, start + offset, length)
  const { scaling } = readScalar(block, type, element)
  return { form: type.name, tensor: name, values: decodeBlock(block, type), index: element, scaling }
}

/** @throws BlockError for a tensor that llama.cpp has no name for */
function nameOf({ tensor }: Wanted): string {
  const name = ggufName(tensor)
  if (name === null) throw new BlockError(`llama.cpp has no name for ${tensor} that is known here`)
  return name
}

async function readNorm(
  files: RepoFiles,
  file: string,
  tensors: ReadonlyMap<string, GgufTensor>,
  { layer }: Wanted,
  { gguf }: NormName,
): Promise<ArrayLike<number> | null> {
  const found = tensors.get(`blk.${layer}.${gguf}`)
  const [entries = 0] = found?.shape ?? []
  if (found === undefined || found.shape.length !== 1 || entries < 1 || entries > MAX_NORM_ENTRIES) return null
  const type = blockType(found.type)
  if (type.elements !== 1) return null
  const bytes = await bytesOf(files, file, found.start, entries * type.bytes)
  return Float64Array.from(
    { length: entries },
    (_, i) => readScalar(bytes.subarray(i * type.bytes, (i + 1) * type.bytes), type, 0).value,
  )
}

/** @throws BlockError when the header names bytes that the file does not have */
function bytesOf(files: RepoFiles, file: string, start: number, length: number): Promise<Uint8Array> {
  const size = files.files.get(file)?.size ?? 0
  if (!Number.isSafeInteger(start) || start < 0 || start + length > size)
    throw new BlockError(`its header names bytes ${start} to ${start + length} of a file of ${size} bytes`)
  return files.readRange(file, start, start + length)
}
