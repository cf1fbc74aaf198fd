import { InvalidCheckpoint, UnsupportedArchitecture } from './errors'
import type { SettingsReader } from './reader'
import type { RopeScaling } from './rope'

const YARN_FAST = 32
const YARN_SLOW = 1

export interface ScalingSource {
  readonly type: string
  readonly settings: SettingsReader
  readonly theta: number
  /** Dimensions turned. */
  readonly dim: number
  readonly truncate: boolean
  /** Positions the model was made for, and those it was trained on before it was stretched. */
  readonly longest: number
  readonly original: number
}

/** The scaling of a name. Source: transformers `modeling_rope_utils.py`. @throws UnsupportedArchitecture, InvalidCheckpoint */
export function scalingOf(source: ScalingSource): RopeScaling {
  const { type, settings, longest, original } = source
  if (type === 'default') return { type: 'none' }
  if (type === 'linear') return { type, factor: needed(settings, 'factor') }
  if (type === 'dynamic') return { type, factor: needed(settings, 'factor'), positions: longest }
  if (type === 'llama3') {
    return {
      type,
      factor: needed(settings, 'factor'),
      lowFrequencyFactor: needed(settings, 'low_freq_factor'),
      highFrequencyFactor: needed(settings, 'high_freq_factor'),
      originalPositions: original,
    }
  }
  const factor = settings.positiveOr(null, 'factor') ?? longest / original
  if (type === 'yarn') return yarn(source, factor)
  if (type === 'longrope') return longrope(source, factor)
  throw new UnsupportedArchitecture(
    `The rotary scaling "${type.slice(0, 60)}" has no recipe; supported: default, dynamic, linear, llama3, longrope, yarn.`,
  )
}

function yarn({ settings, theta, dim, original, truncate }: ScalingSource, factor: number): RopeScaling {
  // The pair that turns so many times over the original length.
  const pairOf = (turns: number) => (dim * Math.log(original / (turns * 2 * Math.PI))) / (2 * Math.log(theta))
  const fast = pairOf(settings.positiveOr(YARN_FAST, 'beta_fast'))
  const slow = pairOf(settings.positiveOr(YARN_SLOW, 'beta_slow'))
  const low = Math.max(truncate ? Math.floor(fast) : fast, 0)
  const high = Math.min(truncate ? Math.ceil(slow) : slow, dim - 1)
  return {
    type: 'yarn',
    factor,
    low,
    high: high === low ? high + 0.001 : high,
    magnitude: settings.positiveOr(null, 'attention_factor') ?? yarnMagnitude(settings, factor),
  }
}

/** Source: arXiv 2309.00071, section 3.4; `mscale` is DeepSeek's. */
function yarnMagnitude(settings: SettingsReader, factor: number): number {
  const magnitude = (scale: number) => (factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1)
  const one = settings.numberOr(null, 'mscale')
  const all = settings.numberOr(null, 'mscale_all_dim')
  return one && all ? magnitude(one) / magnitude(all) : magnitude(1)
}

function longrope({ settings, dim, original }: ScalingSource, factor: number): RopeScaling {
  const divisors = (name: string) =>
    (settings.list(dim / 2, name) ?? []).map((value) => (typeof value === 'number' && value > 0 ? value : NaN))
  const [short, long] = [divisors('short_factor'), divisors('long_factor')]
  if ([short, long].some((list) => list.length !== dim / 2 || list.some(Number.isNaN))) {
    throw new InvalidCheckpoint(
      `config.json: the rotary scaling "longrope" needs "short_factor" and "long_factor", ${dim / 2} positive numbers each.`,
    )
  }
  const magnitude =
    settings.positiveOr(null, 'attention_factor') ??
    (factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original)))
  return { type: 'longrope', short, long, originalPositions: original, magnitude }
}

function needed(settings: SettingsReader, name: string): number {
  const value = settings.positiveOr(null, name)
  if (value === null) throw new InvalidCheckpoint(`config.json: the rotary scaling lacks "${name}".`)
  return value
}
