import { z } from 'zod'

const specialSchema = z.looseObject({ SpecialToken: z.looseObject({ id: z.string() }) })
const templateSchema = z.looseObject({
  type: z.literal('TemplateProcessing'),
  single: z.array(z.unknown()),
  special_tokens: z.record(z.string(), z.looseObject({ ids: z.array(z.int()) })).catch({}),
})
const bertSchema = z.looseObject({
  type: z.enum(['BertProcessing', 'RobertaProcessing']),
  cls: z.tuple([z.string(), z.int()]),
})
const sequenceSchema = z.looseObject({ type: z.literal('Sequence'), processors: z.array(z.unknown()).max(100) })
/** `"<s>"`, or the same with its options around it. */
const tokenSchema = z.union([
  z.string(),
  z.looseObject({ content: z.string() }).transform(({ content }) => content),
  z.null(),
])
const classSchema = z.string().transform((name) => name.replace(/Fast$/, ''))

/** Classes that transformers 5 builds anew from the vocabulary, so that the file's own post-processor is lost. */
const REBUILT = ['GPTNeoXTokenizer', 'CodeLlamaTokenizer'] as const
/** Where no class is named, these model types get one of them. */
const REBUILT_BY_DEFAULT: ReadonlySet<string> = new Set(['gpt_neox', 'olmo', 'olmoe'])
/** Model types whose tokenizer.json is used unchanged, whatever class is named. */
const NEVER_REBUILT: ReadonlySet<string> = new Set([
  'mistral',
  'mixtral',
  'olmo2',
  'olmo3',
  'phi3',
  'qwen2',
  'granite',
  'stablelm',
])

/** What the tokenizer's files and config.json say that matters for BOS. */
export interface BosFiles {
  /** tokenizer.json */
  readonly json: Readonly<Record<string, unknown>>
  /** tokenizer_config.json, empty when there is none. */
  readonly settings: Readonly<Record<string, unknown>>
  /** config.json; its `bos_token_id` counts only if the tokenizer's own files do not mention BOS. */
  readonly config: {
    readonly model_type: string
    readonly tokenizer_class?: unknown
    readonly bos_token_id?: number | number[] | null | undefined
  }
  readonly idOf: (token: string) => number | null
}

export interface BosPolicy {
  readonly bosTokenId: number | null
  /** Ids that the repo's tokenizer puts before a text. */
  readonly before: readonly number[]
}

/**
 * What stands before a text, as AutoTokenizer of transformers 5 has it: the post-processor of tokenizer.json decides, with its own
 * ids, in every class that does not build its backend anew; `add_bos_token` is not read where there is a tokenizer.json.
 * (transformers 4 obeyed it in the classes of Llama, Gemma and Cohere.) tests/fixtures/golden/bos.json is the whole table.
 */
export function bosPolicyOf(files: BosFiles): BosPolicy {
  const rebuilt = rebuiltClassOf(files)
  const own = rebuilt === null ? beforeOf(files.json.post_processor, files.idOf) : []
  const bosTokenId = own[0] ?? namedBos(files, rebuilt)
  if (rebuilt === 'CodeLlamaTokenizer') return { bosTokenId, before: bosTokenId === null ? [] : [bosTokenId] }
  return { bosTokenId, before: own }
}

function rebuiltClassOf({ settings, config }: BosFiles): (typeof REBUILT)[number] | null {
  if (NEVER_REBUILT.has(config.model_type)) return null
  const named = classSchema.safeParse(settings.tokenizer_class ?? config.tokenizer_class)
  if (named.success) return REBUILT.find((name) => name === named.data) ?? null
  return REBUILT_BY_DEFAULT.has(config.model_type) ? 'GPTNeoXTokenizer' : null
}

function namedBos({ settings, json, config, idOf }: BosFiles, rebuilt: string | null): number | null {
  const named = tokenSchema.safeParse(settings.bos_token)
  if (named.success) return named.data === null ? null : idOf(named.data)
  if (rebuilt === 'CodeLlamaTokenizer') return idOf('<s>')
  const first = beforeOf(json.post_processor, idOf)[0]
  if (first !== undefined) return first
  return typeof config.bos_token_id === 'number' && config.bos_token_id >= 0 ? config.bos_token_id : null
}

/** Ids that a post-processor puts before a single text. */
function beforeOf(processor: unknown, idOf: (token: string) => number | null, depth = 0): readonly number[] {
  const template = templateSchema.safeParse(processor)
  if (template.success) return beforeInTemplate(template.data, idOf)
  const bert = bertSchema.safeParse(processor)
  if (bert.success) return [bert.data.cls[1]]
  const sequence = sequenceSchema.safeParse(processor)
  // Real sequences hold one template beside a ByteLevel; a nested one would be a trick.
  if (!sequence.success || depth > 0) return []
  return sequence.data.processors.map((inner) => beforeOf(inner, idOf, depth + 1)).find((ids) => ids.length > 0) ?? []
}

function beforeInTemplate(
  { single, special_tokens: known }: z.infer<typeof templateSchema>,
  idOf: (token: string) => number | null,
): number[] {
  const pieces = single.map((piece) => specialSchema.safeParse(piece))
  const text = pieces.findIndex(({ success }) => !success)
  return pieces.slice(0, text === -1 ? 0 : text).flatMap(({ data }) => {
    const token = data?.SpecialToken.id ?? ''
    return (Object.hasOwn(known, token) ? known[token]?.ids : undefined) ?? idOf(token) ?? []
  })
}
