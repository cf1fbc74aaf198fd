/** How positions turn into rotation frequencies. One frequency a pair of dimensions. */
export type RopeScaling =
  | { readonly type: 'none' }
  | { readonly type: 'linear'; readonly factor: number }
  /** Base stretched for sequences longer than the model was made for (NTK). */
  | { readonly type: 'dynamic'; readonly factor: number; readonly positions: number }
  | {
      readonly type: 'llama3'
      readonly factor: number
      readonly lowFrequencyFactor: number
      readonly highFrequencyFactor: number
      readonly originalPositions: number
    }
  /** Pairs below `low` keep their frequency, those above `high` are stretched by the factor (arXiv 2309.00071). */
  | {
      readonly type: 'yarn'
      readonly factor: number
      readonly low: number
      readonly high: number
      readonly magnitude: number
    }
  /** A divisor for each pair: one list for sequences up to the original length, one for longer ones (arXiv 2402.13753). */
  | {
      readonly type: 'longrope'
      readonly short: readonly number[]
      readonly long: readonly number[]
      readonly originalPositions: number
      readonly magnitude: number
    }

/** Rotary positions on the first `dim` channels of a head. */
export interface Rope {
  readonly theta: number
  readonly dim: number
  /** Pairs are neighbouring channels; else channel i goes with i + dim / 2. */
  readonly interleaved: boolean
  readonly scaling: RopeScaling
}

/** Cosines and sines of every position, each [positions, dim / 2]. */
export interface RopeTable {
  readonly cos: Float32Array
  readonly sin: Float32Array
}

const f32 = Math.fround

/**
 * Rotation tables for a sequence of so many tokens, rounded to float32 at the same places as transformers does: at position
 * 2047 an angle kept in double differs from a float32 one by 1e-4, and what is to be reproduced is what the model's users
 * compute. Source: arXiv 2104.09864, and transformers `modeling_rope_utils.py` for the scalings.
 */
export function ropeTable(rope: Rope, length: number): RopeTable {
  const half = rope.dim / 2
  const frequencies = frequenciesOf(rope, length)
  const magnitude = 'magnitude' in rope.scaling ? f32(rope.scaling.magnitude) : 1
  const cos = new Float32Array(length * half)
  const sin = new Float32Array(length * half)
  for (let position = 0; position < length; position++) {
    for (let i = 0; i < half; i++) {
      const angle = f32(position * (frequencies[i] ?? 0))
      cos[position * half + i] = f32(Math.cos(angle)) * magnitude
      sin[position * half + i] = f32(Math.sin(angle)) * magnitude
    }
  }
  return { cos, sin }
}

/** Radians a position, one for each pair of dimensions: `theta^(-2 i / dim)`, then scaled. */
export function frequenciesOf({ theta, dim, scaling }: Rope, length = 0): Float32Array {
  const base = scaling.type === 'dynamic' ? stretchedBase(theta, dim, scaling, length) : theta
  return Float32Array.from({ length: dim / 2 }, (_, i) => scale(f32(base ** f32((2 * i) / dim)), i, scaling, length))
}

/** Of one sequence at a time, as of a model that has seen no longer one before (transformers `_compute_dynamic_ntk_parameters`). */
function stretchedBase(
  theta: number,
  dim: number,
  { factor, positions }: Extract<RopeScaling, { type: 'dynamic' }>,
  length: number,
): number {
  if (length <= positions) return theta
  const stretch = f32(f32(f32(factor * length) / positions) - (factor - 1))
  return f32(theta * f32(stretch ** (dim / (dim - 2))))
}

/** `wave` is 1 / frequency: theta^(2 i / dim). */
function scale(wave: number, pair: number, scaling: RopeScaling, length: number): number {
  const frequency = f32(1 / wave)
  switch (scaling.type) {
    case 'none':
    case 'dynamic':
      return frequency
    case 'linear':
      return f32(frequency / scaling.factor)
    case 'llama3':
      return llama3(frequency, scaling)
    case 'yarn': {
      const ramp = Math.min(1, Math.max(0, f32(f32(pair - scaling.low) / f32(scaling.high - scaling.low))))
      const kept = f32(1 - ramp)
      return f32(f32(f32(1 / f32(scaling.factor * wave)) * f32(1 - kept)) + f32(frequency * kept))
    }
    case 'longrope': {
      const divisors = length > scaling.originalPositions ? scaling.long : scaling.short
      return f32(1 / f32(f32(divisors[pair] ?? NaN) * wave))
    }
  }
}

/** Short waves stay, long ones are stretched by the factor, those between are blended (transformers _compute_llama3_parameters). */
function llama3(frequency: number, scaling: Extract<RopeScaling, { type: 'llama3' }>): number {
  const wavelength = f32((2 * Math.PI) / frequency)
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalPositions } = scaling
  if (wavelength < originalPositions / high) return frequency
  if (wavelength > originalPositions / low) return f32(frequency / factor)
  const blend = f32(f32(f32(originalPositions / wavelength) - low) / (high - low))
  return f32(f32(f32(1 - blend) * frequency) / factor + f32(blend * frequency))
}
