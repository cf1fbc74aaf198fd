/** Which index of the stored 2-D matrix is the output channel: `out-in` is `W[j, k]`, `in-out` is `W[k, j]`. */
export type AxisOrder = 'out-in' | 'in-out'

/** How a family stores its down projections: enough to read a coordinate, not to compute. */
export interface FamilyNames {
  readonly family: string
  /** Values of `model_type` in config.json. */
  readonly modelTypes: readonly string[]
  /** Tensor name with `{layer}` for the layer's number. */
  readonly downProjection: string
  /** Prefix of all names except the head's: transformers' name of the base model (see `storedNames`). */
  readonly prefix: string
  /** An expert's down projection, with `{layer}` and `{expert}`; `downProjection` is then that of layers without experts. */
  readonly expertDown?: string
  /** That of a shared expert, in layers that have one. */
  readonly sharedDown?: string
  /** Whether the opened checkpoint has a tensor; absent without a checkpoint. */
  readonly present?: (tensor: string) => boolean
  readonly axes: AxisOrder
}

const LLAMA_DOWN = 'model.layers.{layer}.mlp.down_proj.weight'
const DEEPSEEK_SHARED = 'model.layers.{layer}.mlp.shared_experts.down_proj.weight'
const EXPERT_DOWN = 'model.layers.{layer}.mlp.experts.{expert}.down_proj.weight'

/** A family named like its `model_type`, with its matrices stored [out, in]. */
function row(family: string, downProjection = LLAMA_DOWN, others: Partial<FamilyNames> = {}): FamilyNames {
  return {
    family,
    modelTypes: [family],
    downProjection,
    prefix: `${downProjection.split('.')[0]}.`,
    axes: 'out-in',
    ...others,
  }
}

/** The families this registry can verify. Each has a layer recipe in `verifier/families/`. */
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
  row('gpt2', 'transformer.h.{layer}.mlp.c_proj.weight', { axes: 'in-out' }),
  row('gpt_neox', 'gpt_neox.layers.{layer}.mlp.dense_4h_to_h.weight'),
  row('opt', 'model.decoder.layers.{layer}.fc2.weight'),
  row('phi', 'model.layers.{layer}.mlp.fc2.weight'),
  row('falcon', 'transformer.h.{layer}.mlp.dense_4h_to_h.weight'),
  row('bloom', 'transformer.h.{layer}.mlp.dense_4h_to_h.weight'),
  row('starcoder2', 'model.layers.{layer}.mlp.c_proj.weight'),
  row('stablelm'),
  row('cohere'),
  row('mixtral', LLAMA_DOWN, { expertDown: 'model.layers.{layer}.block_sparse_moe.experts.{expert}.w2.weight' }),
  row('qwen2_moe', LLAMA_DOWN, {
    expertDown: EXPERT_DOWN,
    sharedDown: 'model.layers.{layer}.mlp.shared_expert.down_proj.weight',
  }),
  row('qwen3_moe', LLAMA_DOWN, { expertDown: EXPERT_DOWN }),
  row('olmoe', LLAMA_DOWN, { expertDown: EXPERT_DOWN }),
  row('deepseek_v2', LLAMA_DOWN, { expertDown: EXPERT_DOWN, sharedDown: DEEPSEEK_SHARED }),
  row('deepseek_v3', LLAMA_DOWN, { expertDown: EXPERT_DOWN, sharedDown: DEEPSEEK_SHARED }),
]

/** The family of a `model_type`, or null when there is no recipe for it. */
export function familyNamesOf(modelType: string): FamilyNames | null {
  return FAMILIES.find((f) => f.modelTypes.includes(modelType)) ?? null
}

/**
 * The names under which a checkpoint may store the tensor that a causal language model calls `name`, in search order: the name itself, without
 * the base model's prefix (a base model was saved: embedding models, `openai-community/gpt2`), or with the prefix added.
 * Source: transformers 5, `core_model_loading.rename_source_key`.
 */
export function storedNames({ prefix }: Pick<FamilyNames, 'prefix'>, name: string): string[] {
  return [name, ...(name.startsWith(prefix) ? [name.slice(prefix.length)] : []), `${prefix}${name}`]
}

/**
 * The stored name of a layer's down projection: of one expert, or (null) the dense or the shared expert's. If the opened checkpoint has none
 * of them, the family's name.
 */
export function downProjectionName(names: FamilyNames, layer: number, expert: number | null = null): string {
  const { downProjection, sharedDown, expertDown, present } = names
  const patterns = expert !== null && expertDown ? [expertDown] : [downProjection, sharedDown, expertDown]
  const tries = patterns.flatMap((name) => (name === undefined ? [] : [name.replace('{layer}', String(layer))]))
  // A layer of experts without a shared one has no such tensor: use the experts' name with the number left open.
  const here =
    present && tries.flatMap((name) => storedNames(names, name)).find((name) => present(name.replace('{expert}', '0')))
  return (here ?? tries[0] ?? '').replace('{expert}', expert === null ? '{expert}' : String(expert))
}

/** The family's names, resolved in this checkpoint. */
export function namesIn(names: FamilyNames, tensors: { has(name: string): boolean }): FamilyNames {
  return { ...names, present: (name) => tensors.has(name) }
}

/** The name of a stored down projection after transformers has loaded it. */
export function loadedName(tensor: string): string {
  const numberless = (name: string) => name.replace(/(?<=\.)(?:\d+|\{\w+\})(?=\.)/g, '#')
  const own = numberless(tensor)
  for (const names of FAMILIES) {
    for (const pattern of [names.downProjection, names.sharedDown, names.expertDown]) {
      const place = pattern === undefined ? -1 : storedNames(names, numberless(pattern)).indexOf(own)
      if (place === 1) return `${names.prefix}${tensor}`
      if (place === 2) return tensor.slice(names.prefix.length)
    }
  }
  return tensor
}

/**
 * The axis order of every family that has a down projection of this name (with or without its prefix); null if families differ or none has it, or for a
 * coordinate without a tensor.
 */
export function axesByName(tensor: string | null): AxisOrder | null {
  if (tensor === null) return null
  const bare = (name: string) =>
    name
      .replace(/^(?:model|transformer)\./, '')
      .replace(/\.\d+\./g, '.{}.')
      .replace(/\.\{\w+\}\./g, '.{}.')
  const owners = FAMILIES.filter(({ downProjection, expertDown, sharedDown }) =>
    [downProjection, expertDown, sharedDown].some((name) => name !== undefined && bare(name) === bare(tensor)),
  )
  const [first, ...others] = new Set(owners.map(({ axes }) => axes))
  return first !== undefined && others.length === 0 ? first : null
}
