import { z } from 'zod'
import { HubError } from '../errors/hub-error'
import { parsePythonJson, PythonJsonError } from './python-json'

/** Real ones are under 10 kB, with quantisation lists under 200 kB. */
export const MAX_CONFIG_BYTES = 1_000_000

// The bounds are about ten times what the largest known models have; they stop a crafted file from asking for absurd memory.
/** Kimi-K2 has a hidden size of 7,168, Llama-3.1-405B 16,384 with 53,248 inside. */
const MAX_WIDTH = 1_000_000
/** Llama-3.1-405B has 126 layers. */
const MAX_LAYERS = 2_000
/** DeepSeek-V3 has 128 heads, 256 experts. */
const MAX_HEADS = 10_000
/** Gemma-3 has 262,208. */
const MAX_VOCABULARY = 10_000_000
/** Llama-4-Scout says 10,485,760. */
const MAX_POSITIONS = 1_000_000_000
const MAX_WORD = 200

const count = (most: number) => z.int().min(1).max(most)
const word = z.string().max(MAX_WORD)
const positive = z.number().positive()
const record = z.record(z.string(), z.unknown())

/**
 * `config.json` as transformers writes it. Only what the families read is checked; unknown keys (GPT-2's `n_embd`, a vision
 * tower's settings) are kept as they stand. Optional values may be null, as transformers writes them.
 */
export const modelConfigSchema = z.looseObject({
  model_type: word.min(1),
  architectures: z.array(word).max(20).nullish(),
  hidden_size: count(MAX_WIDTH).nullish(),
  intermediate_size: z.union([count(MAX_WIDTH), z.array(count(MAX_WIDTH)).max(MAX_LAYERS)]).nullish(),
  num_hidden_layers: count(MAX_LAYERS).nullish(),
  num_attention_heads: count(MAX_HEADS).nullish(),
  num_key_value_heads: count(MAX_HEADS).nullish(),
  head_dim: count(MAX_WIDTH).nullish(),
  rms_norm_eps: positive.max(1).nullish(),
  rope_theta: positive.nullish(),
  /** Old place of the rotary settings. */
  rope_scaling: record.nullish(),
  /** Their place since transformers 5, `rope_theta` included. */
  rope_parameters: record.nullish(),
  vocab_size: count(MAX_VOCABULARY).nullish(),
  max_position_embeddings: count(MAX_POSITIONS).nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  hidden_act: word.nullish(),
  torch_dtype: word.nullish(),
  dtype: word.nullish(),
  attention_bias: z.boolean().nullish(),
  mlp_bias: z.boolean().nullish(),
  /** 0 is what transformers writes for none of a family whose windows are switched off. */
  sliding_window: z.int().min(0).max(MAX_POSITIONS).nullish(),
  bos_token_id: z.union([z.int(), z.array(z.int()).max(100)]).nullish(),
  quantization_config: record.nullish(),
})

/** The checked `config.json` of a checkpoint. */
export type ModelConfig = z.infer<typeof modelConfigSchema>

/**
 * Reads `config.json`.
 * @param bytes the file, already bounded by MAX_CONFIG_BYTES on the wire
 * @throws HubError `bad-config` naming the field and what was expected of it
 */
export function parseConfig(bytes: Uint8Array, repo: string): ModelConfig {
  const checked = modelConfigSchema.safeParse(parseJson(bytes, repo))
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const field = issue?.path.join('.')
  throw new HubError(
    'bad-config',
    `config.json of ${repo} is not usable: ${field ? `${field}: ` : ''}${issue?.message ?? 'unknown reason'}. It must be the config.json that transformers writes.`,
  )
}

function parseJson(bytes: Uint8Array, repo: string): unknown {
  try {
    return parsePythonJson(bytes)
  } catch (error) {
    if (!(error instanceof PythonJsonError)) throw error
    throw new HubError(
      'bad-config',
      `config.json of ${repo} cannot be read: ${error.message}. It must be the config.json that transformers writes.`,
      { cause: error },
    )
  }
}
