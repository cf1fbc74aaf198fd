import { MAX_CONFIG_BYTES, parseConfig, type ModelConfig } from '../config/model-config'
import { HubError } from '../errors/hub-error'
import { otherForm } from '../form/other'
import { refusePacked } from '../form/stored'
import type { Shelf } from '../files/repo-files'
import { readTensors } from './read-tensors'
import type { Checkpoint } from './types'
import type { TensorLocation } from '../safetensors/tensor-location'
import { hasWeights } from '../files/weight-files'

/**
 * Reads config.json and the headers of the weights; no tensor.
 * @throws HubError for whatever is wrong with the files, or one of the wire's
 */
export async function checkpointOn(shelf: Shelf): Promise<Checkpoint> {
  if (!hasWeights(shelf)) throw await otherForm(shelf, await configIfReadable(shelf))
  const config = await readConfig(shelf)
  const tensors = await readTensors(shelf)
  await refusePacked(shelf, config, tensors)
  const { repo, commit, gated } = shelf
  return {
    repo,
    commit,
    gated,
    config,
    tensors,
    parameters: countParameters(tensors.values()),
    read: async (tensor, from, to, into) => {
      const { start } = within(tensor, from, to)
      return shelf.range(tensor.file, start + from, start + to, into)
    },
    readFile: async (name, limit) => (shelf.files.has(name) ? shelf.whole(name, limit) : null),
    ...(shelf.prefetch && {
      prefetch: (tensor, from, to) => shelf.prefetch?.(tensor.file, tensor.start + from, tensor.start + to),
    }),
  }
}

async function readConfig(shelf: Shelf): Promise<ModelConfig> {
  if (!shelf.files.has('config.json')) {
    throw new HubError(
      'bad-config',
      `${shelf.repo} has no config.json at ${shelf.commit}. Submit a repo that transformers can load.`,
    )
  }
  return parseConfig(await shelf.whole('config.json', MAX_CONFIG_BYTES), shelf.repo)
}

/** Of a repo that is refused anyway: config.json only helps to say what it is. */
async function configIfReadable(shelf: Shelf): Promise<ModelConfig | null> {
  try {
    return await readConfig(shelf)
  } catch (error) {
    if (error instanceof HubError && error.permanent) return null
    throw error
  }
}

/** @throws RangeError when the bytes are not the tensor's own */
function within(tensor: TensorLocation, from: number, to: number): TensorLocation {
  const size = tensor.end - tensor.start
  if (!(0 <= from && from <= to && to <= size))
    throw new RangeError(`bytes ${from} to ${to} are not in tensor ${tensor.name} of ${size} bytes`)
  return tensor
}

function countParameters(tensors: Iterable<TensorLocation>): number {
  let parameters = 0
  for (const { shape } of tensors) parameters += shape.reduce((product, dim) => product * dim, 1)
  return parameters
}
