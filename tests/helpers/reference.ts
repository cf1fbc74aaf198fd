import type { RandomLlama, SmallConfig } from './random-llama'

/**
 * A llama in plain float64 loops, written from the architecture's description alone: it shares no code with the verifier.
 * Arrays are [tokens, width], flat.
 */
export interface ReferenceLayer {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly h: Float64Array
}

export interface Reference {
  readonly layers: readonly ReferenceLayer[]
  readonly logits: Float64Array
}

type Weights = ReadonlyMap<string, Float64Array>

/** `zeroed`: weights set to zero before the run, as [layer, row, column] of the down projection. */
export function reference(
  { config, weights: stored }: RandomLlama,
  tokens: readonly number[],
  zeroed: readonly (readonly [number, number, number])[] = [],
): Reference {
  const weights = new Map(stored)
  for (const [layer, row, col] of zeroed) {
    const name = `model.layers.${layer}.mlp.down_proj.weight`
    const edited = Float64Array.from(get(weights, name))
    edited[row * config.intermediate_size + col] = 0
    weights.set(name, edited)
  }
  const { hidden_size: width } = config
  const table = get(weights, 'model.embed_tokens.weight')
  let h: Float64Array = Float64Array.from(tokens.flatMap((id) => [...table.subarray(id * width, (id + 1) * width)]))
  const layers: ReferenceLayer[] = []
  for (let i = 0; i < config.num_hidden_layers; i++) {
    const layer = runLayer(config, weights, `model.layers.${i}`, h, tokens.length)
    layers.push(layer)
    h = layer.h
  }
  const n = norm(h, get(weights, 'model.norm.weight'), config)
  const head = get(weights, config.tie_word_embeddings ? 'model.embed_tokens.weight' : 'lm_head.weight')
  return { layers, logits: matmul(n, head, width, config.vocab_size) }
}

/** -log softmax(logits)[next token], for every token but the last. */
export function referenceLosses({ logits }: Reference, tokens: readonly number[], vocabulary: number): number[] {
  return tokens.slice(1).map((next, t) => {
    const row = logits.subarray(t * vocabulary, (t + 1) * vocabulary)
    const most = Math.max(...row)
    return most + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - most), 0)) - at(row, next)
  })
}

function runLayer(c: SmallConfig, w: Weights, name: string, h: Float64Array, tokens: number): ReferenceLayer {
  const linear = (x: Float64Array, part: string, into: number, out: number) =>
    addBias(matmul(x, get(w, `${name}.${part}.weight`), into, out), w.get(`${name}.${part}.bias`))
  const { hidden_size: width, intermediate_size: inner, head_dim: d } = c
  const n1 = norm(h, get(w, `${name}.input_layernorm.weight`), c)
  const q = rotate(linear(n1, 'self_attn.q_proj', width, c.num_attention_heads * d), c, c.num_attention_heads)
  const k = rotate(linear(n1, 'self_attn.k_proj', width, c.num_key_value_heads * d), c, c.num_key_value_heads)
  const v = linear(n1, 'self_attn.v_proj', width, c.num_key_value_heads * d)
  const mixed = linear(attend(q, k, v, c, tokens), 'self_attn.o_proj', c.num_attention_heads * d, width)
  const middle = h.map((value, i) => value + at(mixed, i))
  const n2 = norm(middle, get(w, `${name}.post_attention_layernorm.weight`), c)
  const up = linear(n2, 'mlp.up_proj', width, inner)
  const x = linear(n2, 'mlp.gate_proj', width, inner).map((g, i) => (g / (1 + Math.exp(-g))) * at(up, i))
  const y = linear(x, 'mlp.down_proj', inner, width)
  return { x, y, h: middle.map((value, i) => value + at(y, i)) }
}

function attend(q: Float64Array, k: Float64Array, v: Float64Array, c: SmallConfig, tokens: number): Float64Array {
  const { num_attention_heads: heads, num_key_value_heads: groups, head_dim: d } = c
  const out = new Float64Array(tokens * heads * d)
  for (let head = 0; head < heads; head++) {
    const group = Math.floor(head / (heads / groups))
    for (let t = 0; t < tokens; t++) {
      const first = c.sliding_window && c.model_type === 'mistral' ? Math.max(0, t - c.sliding_window + 1) : 0
      const seen = Array.from({ length: t - first + 1 }, (_, i) => first + i)
      const scores = seen.map((s) => dot(q, (t * heads + head) * d, k, (s * groups + group) * d, d) / Math.sqrt(d))
      const most = Math.max(...scores)
      const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0)
      seen.forEach((s, i) => {
        const share = Math.exp((scores[i] ?? NaN) - most) / total
        for (let j = 0; j < d; j++)
          out[(t * heads + head) * d + j] =
            at(out, (t * heads + head) * d + j) + share * at(v, (s * groups + group) * d + j)
      })
    }
  }
  return out
}

/** Angles are rounded to float32 as transformers does: `inv_freq`, and its product with the position. */
function rotate(z: Float64Array, c: SmallConfig, heads: number): Float64Array {
  const half = c.head_dim / 2
  const out = Float64Array.from(z)
  for (let t = 0; t < z.length / (heads * c.head_dim); t++) {
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(t * frequency(c, i))
      for (let head = 0; head < heads; head++) {
        const a = (t * heads + head) * c.head_dim + i
        out[a] = at(z, a) * Math.cos(angle) - at(z, a + half) * Math.sin(angle)
        out[a + half] = at(z, a + half) * Math.cos(angle) + at(z, a) * Math.sin(angle)
      }
    }
  }
  return out
}

function frequency(c: SmallConfig, i: number): number {
  const scaling = (c.rope_parameters ?? c.rope_scaling ?? {}) as Record<string, number | string | undefined>
  const plain = Number(scaling.rope_theta ?? c.rope_theta) ** ((-2 * i) / c.head_dim)
  const type = scaling.rope_type ?? scaling.type
  if (type === 'linear') return Math.fround(plain / Number(scaling.factor))
  if (type !== 'llama3') return Math.fround(plain)
  const length = (2 * Math.PI) / plain
  const [factor, low, high, old] = [
    scaling.factor,
    scaling.low_freq_factor,
    scaling.high_freq_factor,
    scaling.original_max_position_embeddings,
  ].map(Number) as [number, number, number, number]
  const smooth = Math.min(1, Math.max(0, (old / length - low) / (high - low)))
  return Math.fround((1 - smooth) * (plain / factor) + smooth * plain)
}

function norm(x: Float64Array, weight: Float64Array, c: SmallConfig): Float64Array {
  const width = weight.length
  const out = new Float64Array(x.length)
  for (let t = 0; t < x.length / width; t++) {
    const row = x.subarray(t * width, (t + 1) * width)
    const size = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0) / width + (c.rms_norm_eps ?? 0))
    row.forEach((v, i) => (out[t * width + i] = (v / size) * at(weight, i)))
  }
  return out
}

function matmul(x: Float64Array, w: Float64Array, into: number, out: number): Float64Array {
  const rows = x.length / into
  return Float64Array.from({ length: rows * out }, (_, i) =>
    dot(x, Math.floor(i / out) * into, w, (i % out) * into, into),
  )
}

function addBias(x: Float64Array, bias: Float64Array | undefined): Float64Array {
  return bias ? x.map((v, i) => v + at(bias, i % bias.length)) : x
}

function dot(a: Float64Array, from: number, b: Float64Array, start: number, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += at(a, from + i) * at(b, start + i)
  return sum
}

function at(values: Float64Array, i: number): number {
  return values[i] ?? NaN
}

function get(weights: Weights, name: string): Float64Array {
  const found = weights.get(name)
  if (!found) throw new Error(`The reference has no tensor ${name}.`)
  return found
}
