import { z } from 'zod'

const word = z.string().max(60).optional().catch(undefined)
const bits = z.int().min(1).max(8).optional().catch(undefined)
/** -1 is the whole row. */
const size = z.int().min(-1).max(1_000_000).optional().catch(undefined)

const block = z
  .tuple([z.int().min(1), z.int().min(1)])
  .optional()
  .catch(undefined)

const schemeSchema = z.looseObject({
  format: word,
  weights: z.looseObject({ num_bits: bits, group_size: size, block_structure: block }).optional().catch(undefined),
})

const settingsSchema = z.looseObject({
  quant_method: word,
  /** Of GPTQ: `gptq`, `gptq_v2`, ...; of AWQ, `gemm`. */
  checkpoint_format: word,
  format: word,
  /** Of AutoRound, and what it was called before. */
  packing_format: word,
  backend: word,
  version: word,
  bits,
  w_bit: bits,
  group_size: size,
  q_group_size: size,
  weight_block_size: z
    .tuple([z.int().min(1), z.int().min(1)])
    .optional()
    .catch(undefined),
  config_groups: z.record(z.string().max(200), schemeSchema.catch({})).optional().catch(undefined),
})

/** What config.json says of a quantisation, as far as it is used: tensors say most, and are believed first. */
export type Settings = z.infer<typeof settingsSchema>

const configSchema = z.looseObject({
  quantization_config: settingsSchema.optional().catch(undefined),
  compression_config: settingsSchema.optional().catch(undefined),
  quantization: settingsSchema.optional().catch(undefined),
})

/** Settings that are missing, or are not what they are called, are absent. */
export function settingsOf(config: unknown): Settings {
  const parsed = configSchema.safeParse(config)
  if (!parsed.success) return {}
  const { quantization_config: section, compression_config: compression, quantization: mlx } = parsed.data
  return section ?? compression ?? mlx ?? {}
}

/** The method's name: AutoRound writes the layouts of GPTQ and AWQ. */
export function nameOf({ quant_method: method }: Settings, layout: 'GPTQ' | 'AWQ'): string {
  return /(?:^|\/)auto-round$/.test(method ?? '') ? 'AutoRound' : layout
}
