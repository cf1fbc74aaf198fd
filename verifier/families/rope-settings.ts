import { keysOf } from '@/lib/families/keys'
import { InvalidCheckpoint, UnsupportedArchitecture } from './errors'
import { SettingsReader, type ConfigReader } from './reader'
import type { Rope } from './rope'
import { scalingOf } from './rope-scaling'

/** What is particular to a family's positions. */
export interface RopeTraits {
  readonly interleaved?: boolean
  /** Names of scalings that mean another one in this family. */
  readonly aliases?: Readonly<Record<string, string>>
  /** Names the family's configs have for `rope_theta` and `partial_rotary_factor` beside the settings. */
  readonly words?: { readonly theta: string; readonly part: string }
}

const NOTHING = new SettingsReader({})

/** `rope_scaling` (old) before `rope_parameters` (new); an empty one counts as absent. */
export function ropeSettings(config: ConfigReader): SettingsReader {
  const older = config.section('rope_scaling')
  return (older?.isEmpty ? null : older) ?? config.section('rope_parameters') ?? NOTHING
}

/**
 * Rotary positions as transformers reads them from a config (`RotaryEmbeddingConfigMixin`): the settings with `type` or `rope_type`, and
 * beside them `rope_theta` and `partial_rotary_factor` or the family's own words for these. The part turned counts only where the family has one.
 * @throws UnsupportedArchitecture for a scaling without a recipe; InvalidCheckpoint for numbers that cannot be
 */
export function ropeOf(config: ConfigReader, headDim: number, traits: RopeTraits = {}): Rope {
  const settings = ropeSettings(config)
  const nested = settings.sections[0]
  if (nested !== undefined)
    throw new UnsupportedArchitecture(
      `config.json has separate rotary settings for "${nested.slice(0, 60)}" layers; ${config.family} uses the same for all layers.`,
    )
  const { theta = 'rope_theta', part = 'partial_rotary_factor' } = traits.words ?? {}
  const original = config.knows('original_max_position_embeddings')
    ? config.positionsOr(null, 'original_max_position_embeddings')
    : null
  return ropeFrom(config, headDim, {
    settings,
    traits,
    theta: config.positiveOr(defaultOf(config, 'rope_theta'), theta),
    part: config.positiveOr(defaultOf(config, 'partial_rotary_factor'), part),
    original: original ?? settings.positionsOr(null, 'original_max_position_embeddings'),
    truncate: settings.flagOr(true, 'truncate'),
  })
}

/** Rotary positions of one kind of layers, in the families that have settings for each kind. */
export function ropeOfLayers(
  config: ConfigReader,
  headDim: number,
  kind: 'full_attention' | 'sliding_attention',
  theta: number | null,
): Rope {
  const parameters = config.section('rope_parameters') ?? NOTHING
  const own = parameters.section(kind) ?? NOTHING
  // Settings of the old form are the full layers'.
  const settings = kind === 'full_attention' ? own.under(config.section('rope_scaling')) : own
  return ropeFrom(config, headDim, {
    settings,
    traits: {},
    theta: theta ?? defaultOf(config, kind, 'rope_theta'),
    part: config.positiveOr(null, 'partial_rotary_factor'),
    original: settings.positionsOr(null, 'original_max_position_embeddings'),
    // transformers asks the whole of rope_parameters for it, not the kind's own settings.
    truncate: parameters.flagOr(true, 'truncate'),
  })
}

interface RopeSource {
  readonly settings: SettingsReader
  readonly traits: RopeTraits
  /** Where the settings do not say. */
  readonly theta: number | null
  readonly part: number | null
  readonly original: number | null
  readonly truncate: boolean
}

function ropeFrom(config: ConfigReader, headDim: number, { settings, traits, truncate, ...beside }: RopeSource): Rope {
  const theta = settings.positiveOr(beside.theta, 'rope_theta')
  if (theta === null) throw new InvalidCheckpoint('config.json has no rope_theta.')
  const part = settings.positiveOr(beside.part, 'partial_rotary_factor') ?? 1
  const named = settings.wordOr(settings.wordOr('default', 'type'), 'rope_type')
  const type = traits.aliases?.[named] ?? named
  const partial = defaultOf(config, 'partial_rotary_factor') !== null
  if (!partial && part !== 1 && type !== 'default') {
    throw new UnsupportedArchitecture(
      `config.json sets partial_rotary_factor to ${part} beside the rotary scaling "${type.slice(0, 60)}"; ${config.family} rotates whole heads.`,
    )
  }
  const dim = Math.trunc(headDim * (partial ? part : 1))
  if (dim < 2 || dim % 2 !== 0 || dim > headDim) {
    throw new InvalidCheckpoint(
      `config.json: ${dim} of a head's ${headDim} dimensions are to be rotated; an even whole number is needed.`,
    )
  }
  const longest = config.positionsOr(0, 'max_position_embeddings')
  return {
    theta,
    dim,
    interleaved: traits.interleaved ?? false,
    scaling: scalingOf({ type, settings, theta, dim, truncate, longest, original: beside.original ?? longest }),
  }
}

/** A number of the class's rotary settings, or null. */
function defaultOf({ family }: ConfigReader, ...path: string[]): number | null {
  const found = path.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null ? (within as Readonly<Record<string, unknown>>)[name] : null,
    keysOf(family).rope,
  )
  return typeof found === 'number' ? found : null
}
