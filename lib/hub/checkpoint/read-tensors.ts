import { inParallel } from '@/lib/async/parallel'
import { HubError } from '../errors/hub-error'
import { isPointer, MAX_POINTER_BYTES, pointerError } from '../form/pointer'
import { HeaderError, headerLength, MAX_TENSORS, parseHeader, PREFIX_BYTES } from '../safetensors/header'
import { INDEX_FILE, MAX_INDEX_BYTES, parseIndex } from '../safetensors/index-file'
import type { RepoFiles } from '../files/repo-files'
import type { TensorLocation } from '../safetensors/tensor-location'
import { SINGLE_FILE } from '../files/weight-files'

/** Headers read at the same time: hides the Hub's latency, and holds at most 4 x 25 MB. */
const PARALLEL_HEADERS = 4

/**
 * Every tensor of a checkpoint, from the headers alone.
 * @param repoFiles one that has a single file of weights or an index (`hasWeights`)
 * @throws HubError `bad-index`, `bad-header`, `lfs-pointers`, or a network error
 */
export async function readTensors(repoFiles: RepoFiles): Promise<Map<string, TensorLocation>> {
  if (repoFiles.files.has(SINGLE_FILE)) return readTensorsOf(repoFiles, SINGLE_FILE)
  const index = parseIndex(await repoFiles.readFile(INDEX_FILE, MAX_INDEX_BYTES), repoFiles.repo)
  return ofShards(repoFiles, index)
}

/** Every tensor of one file, whatever its name. @throws HubError `bad-header`, `lfs-pointers`, or a network error */
export async function readTensorsOf(repoFiles: RepoFiles, file: string): Promise<Map<string, TensorLocation>> {
  return new Map((await readHeader(repoFiles, file)).map((tensor) => [tensor.name, tensor]))
}

/**
 * All tensors of all files that the index names, as in transformers: of two that have one name, that of the last file in alphabetical order.
 * The file that the index gives for a tensor is ignored; a tensor that it names and no file holds is an error only where it is needed.
 */
async function ofShards(
  repoFiles: RepoFiles,
  index: ReadonlyMap<string, string>,
): Promise<Map<string, TensorLocation>> {
  const files = [...new Set(index.values())].sort()
  const missing = files.find((file) => !repoFiles.files.has(file))
  if (missing !== undefined) throw badIndex(repoFiles, `it names ${missing}, which is not in the repo`)
  const found = new Map<string, readonly TensorLocation[]>()
  let read = 0
  await inParallel(files, PARALLEL_HEADERS, undefined, async (file) => {
    const tensors = await readHeader(repoFiles, file)
    read += tensors.length
    if (read > MAX_TENSORS) throw badIndex(repoFiles, `its files hold more than ${MAX_TENSORS} tensors`)
    found.set(file, tensors)
  })
  return new Map(files.flatMap((file) => found.get(file) ?? []).map((tensor) => [tensor.name, tensor]))
}

async function readHeader(repoFiles: RepoFiles, name: string): Promise<TensorLocation[]> {
  const size = repoFiles.files.get(name)?.size ?? 0
  if (size <= MAX_POINTER_BYTES && isPointer(await repoFiles.readRange(name, 0, size)))
    throw pointerError(repoFiles.repo, name)
  try {
    if (size < PREFIX_BYTES) throw new HeaderError(`the file has ${size} bytes, too few for a safetensors file`)
    const length = headerLength(await repoFiles.readRange(name, 0, PREFIX_BYTES), size)
    return parseHeader(await repoFiles.readRange(name, PREFIX_BYTES, PREFIX_BYTES + length), name, size)
  } catch (error) {
    if (!(error instanceof HeaderError)) throw error
    throw new HubError(
      'bad-header',
      `${name} of ${repoFiles.repo} is malformed: ${error.message}. Save it again with safetensors.`,
      { cause: error },
    )
  }
}

function badIndex(repoFiles: RepoFiles, why: string): HubError {
  return new HubError(
    'bad-index',
    `${INDEX_FILE} of ${repoFiles.repo} is not usable: ${why}. Upload the index and all files it names.`,
  )
}
