/** Which index of the stored 2-D matrix is the output channel: `out-in` is `W[j, k]`, `in-out` is `W[k, j]`. */
export type AxisOrder = 'out-in' | 'in-out'

/** How a family stores its down projections: enough to read a coordinate, nothing about computing. */
export interface FamilyNames {
  readonly family: string
  /** Values of `model_type` in config.json. */
  readonly modelTypes: readonly string[]
  /** Tensor name with `{layer}` for the layer's number. */
  readonly downProjection: string
  /** First part of all names, which some checkpoints of the family leave out (`openai-community/gpt2` has `h.0...`). */
  readonly optionalPrefix?: string
  /** An expert's down projection, with `{layer}` and `{expert}`; `downProjection` is then that of layers without experts. */
  readonly expertDown?: string
  /** That of an expert for all tokens, in layers that have one. */
  readonly sharedDown?: string
  /** Whether the checkpoint at hand has a tensor; absent where no checkpoint is at hand. */
  readonly present?: (tensor: string) => boolean
  readonly axes: AxisOrder
}

const LLAMA_DOWN = 'model.layers.{layer}.mlp.down_proj.weight'
const DEEPSEEK_SHARED = 'model.layers.{layer}.mlp.shared_experts.down_proj.weight'
const EXPERT_DOWN = 'model.layers.{layer}.mlp.experts.{expert}.down_proj.weight'

/** A family named like its `model_type`, with its matrices stored [out, in]. */
function row(family: string, downProjection = LLAMA_DOWN, others: Partial<FamilyNames> = {}): FamilyNames {
  return { family, modelTypes: [family], downProjection, axes: 'out-in', ...others }
}

/** The families this registry can verify. The verifier's layer recipes stand in `verifier/families/`, one for each row here. */
export const FAMILIES: readonly FamilyNames[] = [
  row('llama'),
  row('mistral'),
  row('olmo'),
  row('olmo2'),
  row('olmo3'),
  row('phi3'),
  row('qwen2'),
  row('qwen3'),
  row('gemma'),
  row('gemma2'),
  row('gemma3_text'),
  row('smollm3'),
  row('granite'),
  row('gpt2', 'transformer.h.{layer}.mlp.c_proj.weight', { optionalPrefix: 'transformer.', axes: 'in-out' }),
  row('gpt_neox', 'gpt_neox.layers.{layer}.mlp.dense_4h_to_h.weight'),
  row('opt', 'model.decoder.layers.{layer}.fc2.weight', { optionalPrefix: 'model.' }),
  row('phi', 'model.layers.{layer}.mlp.fc2.weight'),
  row('falcon', 'transformer.h.{layer}.mlp.dense_4h_to_h.weight'),
  row('bloom', 'transformer.h.{layer}.mlp.dense_4h_to_h.weight', { optionalPrefix: 'transformer.' }),
  row('starcoder2', 'model.layers.{layer}.mlp.c_proj.weight'),
  row('stablelm'),
  row('cohere'),
  row('mixtral', LLAMA_DOWN, { expertDown: 'model.layers.{layer}.block_sparse_moe.experts.{expert}.w2.weight' }),
  row('qwen2_moe', LLAMA_DOWN, { expertDown: EXPERT_DOWN, sharedDown: 'model.layers.{layer}.mlp.shared_expert.down_proj.weight' }),
  row('qwen3_moe', LLAMA_DOWN, { expertDown: EXPERT_DOWN }),
  row('olmoe', LLAMA_DOWN, { expertDown: EXPERT_DOWN }),
  row('deepseek_v2', LLAMA_DOWN, { expertDown: EXPERT_DOWN, sharedDown: DEEPSEEK_SHARED }),
  row('deepseek_v3', LLAMA_DOWN, { expertDown: EXPERT_DOWN, sharedDown: DEEPSEEK_SHARED }),
]

/** The family of a `model_type`, or null when this registry knows no recipe for it. */
export function familyNamesOf(modelType: string): FamilyNames | null {
  return FAMILIES.find((f) => f.modelTypes.includes(modelType)) ?? null
}

/** The on-disk name of a layer's down projection: of one expert, or (null) of all tokens, the layer's own or the shared expert's. */
export function downProjectionName(names: FamilyNames, layer: number, expert: number | null = null): string {
  if (expert !== null && names.expertDown) return names.expertDown.replace('{layer}', String(layer)).replace('{expert}', String(expert))
  const tries = [names.downProjection, ...(names.sharedDown ? [names.sharedDown] : []), ...(names.expertDown ? [names.expertDown] : [])].map((name) => name.replace('{layer}', String(layer)))
  // A layer of experts without a shared one has no such tensor: its experts' name is given, their number left open.
  const here = names.present && tries.find((name) => names.present?.(name.replace('{expert}', '0')))
  return here ?? tries[0] ?? ''
}

/** The family's names as this checkpoint has them: without the optional prefix where its tensors lack it. */
export function namesIn(names: FamilyNames, tensors: { has(name: string): boolean }): FamilyNames {
  const prefix = names.optionalPrefix
  if (names.expertDown) return { ...names, present: (name) => tensors.has(name) }
  if (!prefix || tensors.has(downProjectionName(names, 0))) return names
  const bare = { ...names, downProjection: names.downProjection.slice(prefix.length) }
  return tensors.has(downProjectionName(bare, 0)) ? bare : names
}

/** A tensor's name with the prefix put back that its checkpoint leaves out: the name it has once transformers has loaded it. */
export function loadedName(tensor: string): string {
  const owner = FAMILIES.find(({ optionalPrefix, downProjection }) => {
    const [before = '', after = ''] = downProjection.slice(optionalPrefix?.length ?? 0).split('{layer}')
    return optionalPrefix && tensor.startsWith(before) && tensor.endsWith(after) && /^\d+$/.test(tensor.slice(before.length, tensor.length - after.length))
  })
  return `${owner?.optionalPrefix ?? ''}${tensor}`
}

/**
 * The axis order of every family that has a down projection of this name (with or without its prefix); null where families differ or none has it, as for
 * a coordinate without a tensor.
 */
export function axesByName(tensor: string | null): AxisOrder | null {
  if (tensor === null) return null
  const bare = (name: string) => name.replace(/^(?:model|transformer)\./, '').replace(/\.\d+\./g, '.{}.').replace(/\.\{\w+\}\./g, '.{}.')
  const owners = FAMILIES.filter(({ downProjection, expertDown, sharedDown }) => [downProjection, expertDown, sharedDown].some((name) => name !== undefined && bare(name) === bare(tensor)))
  const [first, ...others] = new Set(owners.map(({ axes }) => axes))
  return first !== undefined && others.length === 0 ? first : null
}

/** Words for the number of layers: nearly all families', and that of GPT-2 and BLOOM. */
const LAYER_COUNTS = ['num_hidden_layers', 'n_layer'] as const

/** Number of layers a config.json says, or null. */
export function layersIn(config: Readonly<Record<string, unknown>>): number | null {
  const count = LAYER_COUNTS.map((name) => config[name]).find((value) => value !== undefined && value !== null)
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : null
}
