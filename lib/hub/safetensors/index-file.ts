import { z } from 'zod'
import { HubError } from '../errors/hub-error'
import { MAX_TENSORS } from './header'
import { isTensorName, MAX_NAME_LENGTH } from './tensor-entry'

export const INDEX_FILE = 'model.safetensors.index.json'
/** DeepSeek-V3's has 9 MB, the largest known are near 20 MB. */
export const MAX_INDEX_BYTES = 32_000_000
/** DeepSeek-V3 has 163 files. Each costs two requests before a claim can be looked at. */
export const MAX_SHARDS = 1_000

/** A name in the repo's top folder: without path parts a crafted index cannot point anywhere else. */
const SHARD_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}\.safetensors$/

const indexSchema = z.looseObject({ weight_map: z.unknown() })

/**
 * Reads the index of a checkpoint in several files.
 * @returns tensor name -> file name
 * @throws HubError `bad-index`
 */
export function parseIndex(bytes: Uint8Array, repo: string): ReadonlyMap<string, string> {
  const bad = (why: string, cause?: unknown) =>
    new HubError(
      'bad-index',
      `${INDEX_FILE} of ${repo} is not usable: ${why}. It must be the index that transformers writes beside the files.`,
      { cause },
    )
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw bad('it is not JSON', error)
  }
  const { data } = indexSchema.safeParse(json)
  const map = data?.weight_map
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw bad('it has no weight_map')
  const entries: [string, unknown][] = Object.entries(map)
  if (entries.length === 0 || entries.length > MAX_TENSORS)
    throw bad(`it names ${entries.length} tensors; 1 to ${MAX_TENSORS} were expected`)
  const files = new Map<string, string>()
  for (const [tensor, file] of entries) {
    if (!isTensorName(tensor))
      throw bad(
        `a tensor's name must have 1 to ${MAX_NAME_LENGTH} printable characters, not ${JSON.stringify(tensor.slice(0, 60))}`,
      )
    if (typeof file !== 'string' || !SHARD_NAME.test(file))
      throw bad(`${JSON.stringify(file)?.slice(0, 80)} is not a plain .safetensors file name`)
    files.set(tensor, file)
  }
  const shards = new Set(files.values()).size
  if (shards > MAX_SHARDS) throw bad(`it names ${shards} files; at most ${MAX_SHARDS} are read`)
  return files
}
