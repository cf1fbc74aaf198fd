import { floatFormat } from '@/lib/numbers/formats'
import { HubError } from '../errors/hub-error'
import type { ModelConfig } from '../config/model-config'
import type { RepoFiles } from '../files/repo-files'
import type { TensorLocation } from '../safetensors/tensor-location'
import { baseModelOf } from './base-model'
import { methodInConfig, methodInFile, methodInTensors, NEIGHBOURS } from './method'
import { readJson } from './read-json'

/** Tensors of a layer, or matrices by name: among others, positions and masks are stored as whole numbers. */
const WEIGHT = /(?:^|\.)(?:layers|h|blocks)\.\d+\.|\.weight$/
/** Masks that older versions of transformers stored beside the weights: GPT-2's, GPT-NeoX's. */
const MASK =
  /\.(?:attn|attention|self_attention)\.(?:bias|masked_bias|causal_mask|mask)$|\.(?:position_ids|causal_mask)$/

/** Numbers beside a plain weight that a special loader multiplies it with, or adds to it. transformers passes over them with a warning. */
const UNAPPLIED: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|[._])(?:pre_quant_scale|smooth(?:ing)?_scale|act(?:ivation)?_scale|(?:weight|input|output)_scale(?:_inv|_2)?|(?:weight|input)_(?:global_scale|zero_point)|[kvq]_scale|kv_scale)$/,
    'a scale',
  ],
  [/\.lora_(?:[AB]|embedding_[AB]|magnitude_vector)\b|\.base_layer\./, 'part of an adapter'],
  [/\.weight_[gv]$|\.parametrizations\./, 'one half of a normed weight'],
]

/** Real ones are under 2 MB: lists of layers. */
const MAX_NEIGHBOUR_BYTES = 4_000_000

/**
 * Refuses a checkpoint whose weights are not the scalars that are stored. What is stored decides, not what config.json says: a
 * `quantization_config` left beside plain weights is passed over.
 * @throws HubError `quantised` naming the method, `unapplied-tensors` naming the first of them
 */
export async function refusePacked(
  repoFiles: RepoFiles,
  config: ModelConfig,
  tensors: ReadonlyMap<string, TensorLocation>,
): Promise<void> {
  const packed = [...tensors.values()].find(
    ({ name, dtype }) => floatFormat(dtype) === null && WEIGHT.test(name) && !MASK.test(name),
  )
  if (packed !== undefined)
    throw await quantised(repoFiles, config, tensors, `"${packed.name}" is stored as ${packed.dtype}`)
  for (const name of tensors.keys()) {
    const what = UNAPPLIED.find(([pattern]) => pattern.test(name))?.[1]
    if (what !== undefined) throw unapplied(repoFiles.repo, name, what)
  }
}

/** The same for a repo whose weights are in files that only its quantiser reads; null when nothing says that it is quantised. */
export async function quantisedByFiles(repoFiles: RepoFiles, config: ModelConfig | null): Promise<HubError | null> {
  const says = config === null ? null : methodInConfig(config)
  const neighbour = await methodInNeighbours(repoFiles)
  return says === null && neighbour === null
    ? null
    : quantised(repoFiles, config, new Map(), `it has no model.safetensors`)
}

async function quantised(
  repoFiles: RepoFiles,
  config: ModelConfig | null,
  tensors: ReadonlyMap<string, TensorLocation>,
  evidence: string,
): Promise<HubError> {
  const method =
    (config && methodInConfig(config)) ??
    (await methodInNeighbours(repoFiles)) ??
    methodInTensors(tensors.values()) ??
    'a method that its files do not name'
  const base = await baseModelOf(repoFiles)
  return new HubError(
    'quantised',
    `${repoFiles.repo} is quantised (${method}): ${evidence}. Values are read and measured where the weights are stored as float32, float16 or bfloat16: give the unquantised checkpoint${base === null ? '' : `; its card says that it was made from ${base}`}.`,
    { base },
  )
}

async function methodInNeighbours(repoFiles: RepoFiles): Promise<string | null> {
  const file = Object.keys(NEIGHBOURS).find((name) => repoFiles.files.has(name))
  return file === undefined ? null : methodInFile(file, await readJson(repoFiles, file, MAX_NEIGHBOUR_BYTES))
}

function unapplied(repo: string, name: string, what: string): HubError {
  return new HubError(
    'unapplied-tensors',
    `${repo} stores "${name}", ${what} that belongs to a weight and is not applied to it. transformers would pass over it with a warning, and what is measured would not be the model. Give a checkpoint in which it is merged into the weights.`,
  )
}
