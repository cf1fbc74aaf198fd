import path from 'node:path'
import type { ModelConfig } from '../config/model-config'
import { HubError } from '../errors/hub-error'
import { INDEX_FILE } from '../safetensors/index-file'
import type { RepoFiles } from '../files/repo-files'
import { SINGLE_FILE } from '../files/weight-files'
import { baseModelOf, baseModelOfAdapter } from './base-model'
import { quantisedByFiles } from './stored'

/** Formats that run code when they are loaded: nothing here ever opens them. */
const PICKLE = /\.(?:bin|pt|pth|ckpt|pkl)$/i
/** Pickles that training leaves beside an adapter or a GGUF, which are not weights. */
const NO_WEIGHTS = /^(?:training_args|optimizer|scheduler|scaler|rng_state.*)\.(?:bin|pt|pth)$/i

/** Files that say which other library a repo is for. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^model_index\.json$/, 'a pipeline of diffusers, whose models lie in folders'],
  [
    /^(?:consolidated.*\.safetensors|params\.json)$/,
    "weights in the names of the model's own code, not of transformers",
  ],
  [/\.onnx$/i, 'an ONNX graph'],
  [/^tf_model\.h5$|\.tflite$/i, 'weights for TensorFlow'],
  [/\.msgpack$/i, 'weights for Flax'],
  [/^(?:adapter|lora|pytorch_lora).*\.safetensors$/i, 'an adapter without its adapter_config.json'],
  [/\.safetensors$/i, `weights under another name than ${SINGLE_FILE}, which transformers looks for`],
]

const EXPECTED = `Give a checkpoint as transformers saves it: config.json with ${SINGLE_FILE}, or with ${INDEX_FILE} and its files.`

/**
 * Says what a repo or folder is in which transformers finds no weights, and what to give instead.
 * @param config its config.json, or null when it has none
 * @returns the error to throw: `adapter-only`, `quantised`, `gguf-only`, `pickle-only`, `other-format` or `no-weights`
 * @throws HubError for the network
 */
export async function otherForm(repoFiles: RepoFiles, config: ModelConfig | null): Promise<HubError> {
  const { repo, files } = repoFiles
  const names = [...files.keys()]
  if (files.has('adapter_config.json')) return adapterOnly(repo, await baseModelOfAdapter(repoFiles))
  const gguf = names.find((name) => /\.gguf$/i.test(name))
  if (gguf !== undefined) return ggufOnly(repo, gguf, await baseModelOf(repoFiles))
  const quantised = await quantisedByFiles(repoFiles, config)
  if (quantised !== null) return quantised
  const pickle = names.find((name) => PICKLE.test(name) && !NO_WEIGHTS.test(name))
  if (pickle !== undefined && !names.some((name) => name.endsWith('.safetensors'))) return pickleOnly(repo, pickle)
  for (const [pattern, what] of OTHERS) {
    const found = names.find((name) => pattern.test(name))
    if (found !== undefined) return new HubError('other-format', `${repo} holds ${what} (${found}). ${EXPECTED}`)
  }
  const holds =
    names.length === 0
      ? 'holds no files'
      : `has neither ${SINGLE_FILE} nor ${INDEX_FILE} in its top folder, and no other weights that are known here`
  return new HubError('no-weights', `${repo} ${holds}. ${EXPECTED}`)
}

function adapterOnly(repo: string, base: string | null): HubError {
  const made = base === null ? 'the model that it was trained on' : `${base}, the model that it was trained on`
  return new HubError(
    'adapter-only',
    `${repo} is an adapter (adapter_config.json): it holds changes to a model, not the model's weights. Give ${made}, or upload the two merged and give that.`,
    { base },
  )
}

function ggufOnly(repo: string, file: string, base: string | null): HubError {
  return new HubError(
    'gguf-only',
    `${repo} has its weights only as GGUF (${file}), which is not read here. ${insteadOfGguf(file, base)}`,
    { base },
  )
}

/** A path of a GGUF file in place of a repo or folder. */
export function ggufFile(file: string): HubError {
  return new HubError(
    'gguf-only',
    `${file} is a GGUF file, which is not read here. ${insteadOfGguf(path.basename(file))}`,
  )
}

function insteadOfGguf(file: string, base: string | null = null): string {
  return `Give the safetensors checkpoint that it was converted from${base === null ? '' : `; its card names ${base}`}. Where there is none, convert it: transformers reads it with from_pretrained(..., gguf_file="${file}"), and save_pretrained writes safetensors.`
}

function pickleOnly(repo: string, file: string): HubError {
  return new HubError(
    'pickle-only',
    `${repo} has its weights only as pickle files (${file}), which can run code and are never opened. Convert them to safetensors (the Hub's "safetensors/convert" space does it) and give the converted revision.`,
  )
}
