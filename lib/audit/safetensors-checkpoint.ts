import { floatFormat } from '@/lib/numbers/formats'
import { NEIGHBOURS } from '@/lib/hub/form/method'
import { readJson } from '@/lib/hub/form/read-json'
import { readTensors, readTensorsOf } from '@/lib/hub/checkpoint/read-tensors'
import { MAX_CONFIG_BYTES } from '@/lib/hub/config/model-config'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { hasWeights } from '@/lib/hub/files/weight-files'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import { QuantisedError } from '@/lib/quantised/safetensors/quantised-error'
import { readGroup } from '@/lib/quantised/safetensors/read-group'
import { readVector } from './plain-tensor'
import { outIn, type Quantised, type StoredWeight, type Wanted } from './stored-weight'

type Tensors = ReadonlyMap<string, TensorLocation>

/** A quantised checkpoint in safetensors. @throws HubError for whatever is wrong with its files */
export async function openSafetensors(files: RepoFiles): Promise<Quantised> {
  const [tensors, config] = await Promise.all([tensorsOf(files), configOf(files)])
  const read = (tensor: TensorLocation, from: number, to: number) =>
    files.readRange(tensor.file, tensor.start + from, tensor.start + to)
  return {
    read: (wanted) => readWeight(tensors, config, wanted, read),
    norm: async ({ tensor }, { stored }) => {
      const prefix = layerPrefix(moduleIn(tensors, tensor) ?? tensor)
      return readVector(tensors.get(`${prefix}${stored}`), read)
    },
  }
}

/** Older GPTQ and AWQ uploads have one file of another name. */
async function tensorsOf(files: RepoFiles): Promise<Tensors> {
  if (hasWeights(files)) return readTensors(files)
  const [only, ...others] = [...files.files.keys()].filter((name) => name.endsWith('.safetensors'))
  if (only !== undefined && others.length === 0) return readTensorsOf(files, only)
  throw new HubError('no-weights', `${files.repo} has no weights in safetensors or GGUF that are known here.`)
}

/** config.json, with the settings of the quantiser from the file beside it where config.json has none. */
async function configOf(files: RepoFiles): Promise<Readonly<Record<string, unknown>>> {
  const config = await objectIn(files, 'config.json')
  if (['quantization_config', 'quantization', 'compression_config'].some((key) => key in config)) return config
  const beside = Object.keys(NEIGHBOURS).find((name) => files.files.has(name))
  return beside === undefined ? config : { ...config, quantization_config: await objectIn(files, beside) }
}

async function objectIn(files: RepoFiles, name: string): Promise<Readonly<Record<string, unknown>>> {
  const content = files.files.has(name) ? await readJson(files, name, MAX_CONFIG_BYTES) : null
  return typeof content === 'object' && content !== null ? { ...content } : {}
}

async function readWeight(
  tensors: Tensors,
  config: Readonly<Record<string, unknown>>,
  wanted: Wanted,
  read: (tensor: TensorLocation, from: number, to: number) => Promise<Uint8Array>,
): Promise<StoredWeight> {
  const name = moduleIn(tensors, wanted.tensor)
  if (name === null) throw new QuantisedError(`there is no module ${moduleOf(wanted.tensor)}`)
  // A plain weight keeps its own axes, as in a Conv1D.
  const plain = floatFormat(tensors.get(`${name}.weight`)?.dtype ?? '') !== null
  const { out, in: input } = outIn(wanted)
  return readGroup(
    {
      config,
      tensors,
      module: name,
      row: plain ? wanted.row : out,
      col: plain ? wanted.col : input,
      // An expert with a module of its own is not one of a stack.
      expert: EXPERT.test(name) ? null : wanted.expert,
    },
    (part, start, end) => {
      const tensor = tensors.get(part)
      if (tensor === undefined) throw new QuantisedError(`there is no tensor ${part}`)
      return read(tensor, start, end)
    },
  )
}

const moduleOf = (tensor: string) => tensor.replace(/\.weight$/, '')
const layerPrefix = (module: string) => /^(.*?(?:layers|h|blocks)\.\d+\.)/.exec(module)?.[1] ?? ''
/** An expert's down projection, whose layer's experts may be one module: MLX's `switch_mlp`, gpt-oss' `experts`. */
const EXPERT = /\.experts\.\d+\.down_proj$/

/** The module's name here: as in the base model, with or without the prefix of the whole model, or with the experts of a layer in one. */
function moduleIn(tensors: Tensors, tensor: string): string | null {
  const own = moduleOf(tensor)
  const stacked = ['.switch_mlp.down_proj', '.experts.down_proj'].map((name) => own.replace(EXPERT, name))
  const names = [own, own.replace(/^(?:model|transformer)\./, ''), `model.${own}`, ...stacked]
  const stored = [...tensors.keys()]
  return names.find((name) => stored.some((one) => one.startsWith(`${name}.`) || one === `${name}_blocks`)) ?? null
}
