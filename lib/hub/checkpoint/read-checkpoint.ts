import { MAX_CONFIG_BYTES, parseConfig, type ModelConfig } from '../config/model-config'
import { HubError } from '../errors/hub-error'
import { otherForm } from '../form/other'
import { refusePacked } from '../form/stored'
import type { RepoFiles } from '../files/repo-files'
import { readTensors } from './read-tensors'
import type { Checkpoint } from './types'
import type { TensorLocation } from '../safetensors/tensor-location'
import { hasWeights } from '../files/weight-files'

/**
 * Reads config.json and the headers of the weights; no tensor.
 * @throws HubError for whatever is wrong with the files, or a network error
 */
export async function readCheckpoint(repoFiles: RepoFiles): Promise<Checkpoint> {
  return checkpointOf(repoFiles, await readHeaders(repoFiles))
}

/** What is known of a checkpoint once its headers have been read. */
export interface Headers {
  readonly config: ModelConfig
  readonly tensors: ReadonlyMap<string, TensorLocation>
}

/** @throws HubError for whatever is wrong with the files, or a network error */
export async function readHeaders(repoFiles: RepoFiles): Promise<Headers> {
  if (!hasWeights(repoFiles)) throw await otherForm(repoFiles, await configIfReadable(repoFiles))
  const config = await readConfig(repoFiles)
  const tensors = await readTensors(repoFiles)
  await refusePacked(repoFiles, config, tensors)
  return { config, tensors }
}

/** The checkpoint in these files. */
export function checkpointOf(repoFiles: RepoFiles, { config, tensors }: Headers): Checkpoint {
  const { repo, commit, gated, taggedBases } = repoFiles
  return {
    repo,
    commit,
    gated,
    ...(taggedBases && { taggedBases }),
    config,
    tensors,
    parameters: countParameters(tensors.values()),
    read: async (tensor, from, to, into) => {
      const { start } = within(tensor, from, to)
      return repoFiles.readRange(tensor.file, start + from, start + to, into)
    },
    readFile: async (name, limit) => (repoFiles.files.has(name) ? repoFiles.readFile(name, limit) : null),
    ...(repoFiles.prefetch && {
      prefetch: (tensor, from, to) => repoFiles.prefetch?.(tensor.file, tensor.start + from, tensor.start + to),
    }),
  }
}

async function readConfig(repoFiles: RepoFiles): Promise<ModelConfig> {
  if (!repoFiles.files.has('config.json')) {
    throw new HubError(
      'bad-config',
      `${repoFiles.repo} has no config.json at ${repoFiles.commit}. Submit a repo that transformers can load.`,
    )
  }
  return parseConfig(await repoFiles.readFile('config.json', MAX_CONFIG_BYTES), repoFiles.repo)
}

/** config.json of a repo that is refused anyway, where it only helps to describe the repo. */
async function configIfReadable(repoFiles: RepoFiles): Promise<ModelConfig | null> {
  try {
    return await readConfig(repoFiles)
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
