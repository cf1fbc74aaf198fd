import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { seededRandom } from '@/lib/protocol'
import { checkpointOf } from './folder-checkpoint'
import { safetensorsFile, sixteenBit, type TensorToWrite } from './safetensors'

/** A config.json of a llama small enough for a float64 loop. */
export type SmallConfig = Checkpoint['config'] & {
  readonly hidden_size: number
  readonly intermediate_size: number
  readonly num_hidden_layers: number
  readonly num_attention_heads: number
  readonly num_key_value_heads: number
  readonly head_dim: number
  readonly vocab_size: number
}

export function smallConfig(changes: Partial<SmallConfig> = {}): SmallConfig {
  return {
    model_type: 'llama',
    hidden_size: 32,
    intermediate_size: 48,
    num_hidden_layers: 3,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 8,
    vocab_size: 61,
    rms_norm_eps: 1e-5,
    rope_theta: 10_000,
    max_position_embeddings: 2048,
    hidden_act: 'silu',
    ...changes,
  }
}

export interface RandomLlama {
  readonly config: SmallConfig
  readonly checkpoint: Checkpoint
  /** Every tensor as stored, in double. */
  readonly weights: ReadonlyMap<string, Float64Array>
}

/** A checkpoint of random weights, large enough that every part of a layer shows in its output. */
export function randomLlama(
  changes: Partial<SmallConfig> = {},
  dtype: 'F32' | 'F16' | 'BF16' = 'F32',
  seed = 1,
): RandomLlama {
  const config = smallConfig(changes)
  const random = seededRandom(seed)
  const weights = new Map<string, Float64Array>()
  const tensors: Record<string, TensorToWrite> = {}
  for (const [name, shape] of tensorsOf(config)) {
    const size = shape.reduce((a, b) => a * b, 1)
    const isNorm = name.endsWith('norm.weight')
    const scale = isNorm ? 0.5 : 2 / Math.sqrt(shape.at(-1) ?? 1)
    const stored = store(
      Array.from({ length: size }, () => (isNorm ? 1 : 0) + scale * (2 * random() - 1)),
      dtype,
      shape,
    )
    tensors[name] = stored.tensor
    weights.set(name, stored.values)
  }
  return {
    config,
    weights,
    checkpoint: checkpointOf(config, new Map([['model.safetensors', safetensorsFile(tensors)]])),
  }
}

/** Numbers rounded to a format: the tensor to write, and what it then holds. */
function store(
  values: readonly number[],
  dtype: 'F32' | 'F16' | 'BF16',
  shape: readonly number[],
): { tensor: TensorToWrite; values: Float64Array } {
  const floats = Float32Array.from(values)
  if (dtype === 'F32')
    return { tensor: { dtype, shape, bytes: new Uint8Array(floats.buffer) }, values: Float64Array.from(floats) }
  if (dtype === 'BF16') {
    const bits = Array.from(new Uint32Array(floats.buffer), (word) => word >>> 16)
    return {
      tensor: sixteenBit(dtype, shape, bits),
      values: Float64Array.from(new Float32Array(Uint32Array.from(bits, (b) => b << 16).buffer)),
    }
  }
  // Ten fraction bits, cut off; all values here are normal halves or become zero.
  const halves = Array.from(floats, (value) => {
    const exponent = Math.floor(Math.log2(Math.abs(value)))
    if (value === 0 || exponent < -14) return { bits: 0, value: 0 }
    const fraction = Math.floor((Math.abs(value) / 2 ** exponent - 1) * 1024)
    return {
      bits: (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction,
      value: Math.sign(value) * 2 ** exponent * (1 + fraction / 1024),
    }
  })
  return {
    tensor: sixteenBit(
      'F16',
      shape,
      halves.map((h) => h.bits),
    ),
    values: Float64Array.from(halves, (h) => h.value),
  }
}

function tensorsOf(c: SmallConfig): [string, number[]][] {
  const { hidden_size: h, intermediate_size: n, vocab_size: v } = c
  const q = c.num_attention_heads * c.head_dim
  const kv = c.num_key_value_heads * c.head_dim
  const linear = (name: string, out: number, into: number, bias: boolean | null | undefined): [string, number[]][] => [
    [`${name}.weight`, [out, into]],
    ...(bias ? [[`${name}.bias`, [out]] as [string, number[]]] : []),
  ]
  const layers = Array.from({ length: c.num_hidden_layers }, (_, i) => `model.layers.${i}`).flatMap(
    (at): [string, number[]][] => [
      [`${at}.input_layernorm.weight`, [h]],
      [`${at}.post_attention_layernorm.weight`, [h]],
      ...linear(`${at}.self_attn.q_proj`, q, h, c.attention_bias),
      ...linear(`${at}.self_attn.k_proj`, kv, h, c.attention_bias),
      ...linear(`${at}.self_attn.v_proj`, kv, h, c.attention_bias),
      ...linear(`${at}.self_attn.o_proj`, h, q, c.attention_bias),
      ...linear(`${at}.mlp.gate_proj`, n, h, c.mlp_bias),
      ...linear(`${at}.mlp.up_proj`, n, h, c.mlp_bias),
      ...linear(`${at}.mlp.down_proj`, h, n, c.mlp_bias),
    ],
  )
  return [
    ['model.embed_tokens.weight', [v, h]],
    ...layers,
    ['model.norm.weight', [h]],
    ...(c.tie_word_embeddings ? [] : [['lm_head.weight', [v, h]] as [string, number[]]]),
  ]
}

/** Token ids, some repeated. */
export function randomTokens(length: number, vocabulary: number, seed = 7): number[] {
  const random = seededRandom(seed)
  return Array.from({ length }, () => Math.floor(random() * vocabulary))
}
