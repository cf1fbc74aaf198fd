import { z } from 'zod'
import type { ModelConfig } from '../config/model-config'
import type { TensorLocation } from '../safetensors/tensor-location'

/** Words of `quant_method`, and what people call them; other values are used unchanged. */
const METHODS: Readonly<Record<string, string>> = {
  gptq: 'GPTQ',
  awq: 'AWQ',
  bitsandbytes: 'bitsandbytes',
  'compressed-tensors': 'compressed-tensors',
  fp8: 'FP8',
  fbgemm_fp8: 'FP8',
  modelopt: 'ModelOpt',
  mxfp4: 'MXFP4',
  hqq: 'HQQ',
  aqlm: 'AQLM',
  quanto: 'Quanto',
  torchao: 'torchao',
  eetq: 'EETQ',
  higgs: 'HIGGS',
  vptq: 'VPTQ',
  spqr: 'SpQR',
  bitnet: 'BitNet',
  'auto-round': 'AutoRound',
  quark: 'Quark',
  exl2: 'EXL2',
  exl3: 'EXL3',
  quip: 'QuIP#',
}

/** Files beside the weights that say so where config.json does not, and the method that writes them. */
export const NEIGHBOURS: Readonly<Record<string, string>> = {
  'quantize_config.json': 'GPTQ',
  'quant_config.json': 'AWQ',
  'hf_quant_config.json': 'ModelOpt',
}

/** Names of tensors that a method alone has, the telling ones first. Sources: each package's own layout. */
const TENSORS: readonly (readonly [RegExp, string])[] = [
  [/\.quant_state\.bitsandbytes__(?:nf4|fp4)$/, 'bitsandbytes, 4 bit'],
  [/\.SCB$/, 'bitsandbytes, int8'],
  [/\.g_idx$/, 'GPTQ'],
  [/\.qweight$/, 'AWQ'],
  [/\.weight_packed$/, 'compressed-tensors'],
  [/\.weight_scale_2$/, 'ModelOpt, NVFP4'],
  [/\.weight_scale_inv$/, 'FP8'],
  [/_proj_blocks$/, 'MXFP4'],
  [/\.W_q$/, 'HQQ'],
  [/\.codebooks$/, 'AQLM'],
  [/\.Qidxs$/, 'QuIP#'],
  [/\.q_invperm$/, 'EXL2'],
  [/\.trellis$/, 'EXL3'],
  [/\.(?:weight\.)?_data$/, 'Quanto'],
  [/\.weight_scale$/, 'FP8'],
  [/\.biases$/, 'MLX'],
]

const UNNAMED = 'a method that it does not name'

const word = z
  .string()
  .max(40)
  .regex(/^[\w. /#+-]+$/)
  .optional()
  .catch(undefined)
const bits = z.int().min(1).max(16).optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const sectionSchema = z.looseObject({
  quant_method: word,
  quant_algo: word,
  format: word,
  bits,
  w_bit: bits,
  load_in_4bit: flag,
  load_in_8bit: flag,
  bnb_4bit_quant_type: word,
  quantization: z.looseObject({ quant_algo: word }).optional().catch(undefined),
})
type Section = z.infer<typeof sectionSchema>

/** What config.json says of a quantisation: `GPTQ, 4 bit`; null when it says nothing. */
export function methodInConfig(config: ModelConfig): string | null {
  // MLX writes both its own key and a quantization_config without a method.
  const known = [
    ['quantization', 'MLX'],
    ['compression_config', 'compressed-tensors'],
    ['quantization_config', UNNAMED],
  ] as const
  const found = known.flatMap(([key, fallback]) => {
    const section = sectionSchema.safeParse(config[key])
    return section.success ? [{ section: section.data, fallback }] : []
  })
  const [best] = [...found.filter(({ section }) => section.quant_method !== undefined), ...found]
  return best ? nameOf(best.section, best.fallback) : null
}

/** The same of a neighbouring file's content. */
export function methodInFile(file: string, content: unknown): string {
  const section = sectionSchema.safeParse(content)
  const fallback = NEIGHBOURS[file] ?? UNNAMED
  return section.success ? nameOf(section.data, fallback) : fallback
}

/** The method that the names of stored tensors reveal, or null. */
export function methodInTensors(tensors: Iterable<Pick<TensorLocation, 'name'>>): string | null {
  const names = [...tensors].map(({ name }) => name)
  return TENSORS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null
}

function nameOf(section: Section, fallback: string): string {
  const { quant_method: method, quant_algo: algorithm = section.quantization?.quant_algo, format } = section
  // By the tensors alone, ModelOpt and others say no method and an algorithm.
  const name =
    method === undefined ? (algorithm === undefined ? fallback : 'ModelOpt') : (METHODS[method.toLowerCase()] ?? method)
  const detail = bitsOf(section) ?? algorithm ?? format
  return detail === undefined ? name : `${name}, ${detail}`
}

function bitsOf({
  load_in_4bit: four,
  load_in_8bit: eight,
  bnb_4bit_quant_type: type,
  bits: some,
  w_bit: old,
}: Section): string | undefined {
  if (four) return `4 bit (${type ?? 'fp4'})`
  if (eight) return 'int8'
  const count = some ?? old
  return count === undefined ? undefined : `${count} bit`
}
