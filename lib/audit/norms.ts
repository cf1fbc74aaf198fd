/** A norm of a layer: its name in a checkpoint of transformers, behind the layer's prefix, and in a GGUF file. */
export interface NormName {
  readonly stored: string
  readonly gguf: string
}

/** The norms before a layer's two halves, whose weights forms fold scales into. Source: llama.cpp `gguf-py/gguf/tensor_mapping.py`. */
export const NORMS: readonly NormName[] = [
  { stored: 'post_attention_layernorm.weight', gguf: 'ffn_norm.weight' },
  { stored: 'input_layernorm.weight', gguf: 'attn_norm.weight' },
  { stored: 'ln_2.weight', gguf: 'ffn_norm.weight' },
  { stored: 'ln_1.weight', gguf: 'attn_norm.weight' },
]

/** Relative change of one entry that rounding to another number format does not make: bfloat16 has 8 bits. */
const CHANGED = 0.02
/** Share of changed entries from which scales were folded in: a fine-tune changes few and little, AWQ and SmoothQuant most. */
const FOLDED = 0.1

/**
 * Whether scales were folded into a norm, or the residual stream was rotated (then its weights are 1): what belongs to it cannot be compared with the
 * base model's. llama.cpp stores Gemma's norms with 1 added.
 * @param base of the base model, as many entries as `here`
 */
export function isFolded(base: ArrayLike<number>, here: ArrayLike<number>): boolean {
  if (base.length !== here.length) return true
  return Math.min(changedShare(base, here, 0), changedShare(base, here, 1)) > FOLDED
}

function changedShare(base: ArrayLike<number>, here: ArrayLike<number>, added: number): number {
  let changed = 0
  for (let i = 0; i < base.length; i++) {
    const was = (base[i] ?? Number.NaN) + added
    if (!(Math.abs((here[i] ?? Number.NaN) - was) <= CHANGED * Math.max(Math.abs(was), 1e-3))) changed++
  }
  return base.length === 0 ? 0 : changed / base.length
}
