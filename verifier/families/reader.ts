import { keysOf } from '@/lib/families/keys'
import { classesOf, settingsOf, type Config } from '@/lib/families/settings'
import { InvalidCheckpoint } from './errors'

/** Largest dimension accepted: the widest public models have 53,248 neurons and 262,144 words; past 2^20 a buffer would be absurd. */
const MAX_DIMENSION = 2 ** 20
/** Positions are only compared with, never allocated: Llama-4-Scout says 10,485,760. */
const MAX_POSITIONS = 1e9
/** Most layers accepted: the deepest public models have about 130. */
const MAX_LAYERS = 1024

/** Reads settings one by one; null and absence are the same. */
export class SettingsReader {
  constructor(protected readonly settings: Config) {}

  /** A width, a number of heads or words. @throws InvalidCheckpoint when it is missing or absurd */
  size(name: string): number {
    return this.needed(this.sizeOr(null, name), name)
  }

  sizeOr<T extends number | null>(fallback: T, name: string): number | T {
    return this.whole(1, MAX_DIMENSION, name) ?? fallback
  }

  layers(name: string): number {
    return this.needed(this.whole(1, MAX_LAYERS, name), name)
  }

  positionsOr<T extends number | null>(fallback: T, name: string): number | T {
    return this.whole(1, MAX_POSITIONS, name) ?? fallback
  }

  /** A count that may be 0. */
  count(name: string): number {
    return this.needed(this.whole(0, MAX_DIMENSION, name), name)
  }

  /** A number greater than 0. @throws InvalidCheckpoint when it is missing */
  positive(name: string): number {
    return this.needed(this.positiveOr(null, name), name)
  }

  positiveOr<T extends number | null>(fallback: T, name: string): number | T {
    const value = this.numberOr(fallback, name)
    if (value !== null && !(value > 0)) throw unusable(name, 'a number greater than 0', value)
    return value
  }

  number(name: string): number {
    return this.needed(this.numberOr(null, name), name)
  }

  numberOr<T extends number | null>(fallback: T, name: string): number | T {
    const value = this.value(name)
    if (value === null) return fallback
    if (typeof value !== 'number' || !Number.isFinite(value)) throw unusable(name, 'a number', value)
    return value
  }

  /** Null is false, as it is in Python. */
  flag(name: string): boolean {
    return this.flagOr(false, name)
  }

  flagOr(fallback: boolean, name: string): boolean {
    const value = this.value(name)
    if (value === null) return fallback
    if (typeof value !== 'boolean') throw unusable(name, 'true or false', value)
    return value
  }

  wordOr(fallback: string, name: string): string {
    const value = this.value(name)
    if (value === null) return fallback
    if (typeof value !== 'string') throw unusable(name, 'a word', value)
    return value
  }

  /** A list as long as the model is deep, or longer; null when absent. */
  list(length: number, name: string): readonly unknown[] | null {
    const value = this.value(name)
    if (value === null) return null
    if (!Array.isArray(value) || value.length < length) throw unusable(name, `a list of ${length} entries`, value)
    return value as unknown[]
  }

  /** Nested settings; null when absent. */
  section(name: string): SettingsReader | null {
    const value = this.value(name)
    if (value === null) return null
    if (typeof value !== 'object' || Array.isArray(value)) throw unusable(name, 'an object', value)
    return new SettingsReader(value as Config)
  }

  /** These settings, overridden by others. */
  under(others: SettingsReader | null): SettingsReader {
    return others === null ? this : new SettingsReader({ ...this.settings, ...others.settings })
  }

  get isEmpty(): boolean {
    return Object.keys(this.settings).length === 0
  }

  /** Names of nested settings. */
  get sections(): string[] {
    return Object.keys(this.settings).filter(
      (name) =>
        typeof this.settings[name] === 'object' && this.settings[name] !== null && !Array.isArray(this.settings[name]),
    )
  }

  protected value(name: string): unknown {
    return (Object.hasOwn(this.settings, name) ? this.settings[name] : null) ?? null
  }

  private whole(least: number, most: number, name: string): number | null {
    const value = this.value(name)
    if (value === null) return null
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      throw unusable(name, `a whole number from ${least} to ${most}`, value)
    return value
  }

  private needed(value: number | null, name: string): number {
    if (value === null) throw new InvalidCheckpoint(`config.json cannot be used: "${name}" is missing.`)
    return value
  }
}

/**
 * Reads a family's config.json as its class in transformers does: a key that is absent has the class's default, a key the class ignores
 * is not there. `fallback` is for where the value, default included, is null.
 */
export class ConfigReader extends SettingsReader {
  private readonly known: ReadonlySet<string>

  /** @throws UnsupportedArchitecture where a key has a value that no recipe computes */
  constructor(
    readonly family: string,
    config: Config,
  ) {
    super(settingsOf(family, config))
    this.known = new Set(classesOf(family).read)
  }

  /** Whether the family has the key. */
  knows(name: string): boolean {
    return this.known.has(name)
  }

  protected override value(name: string): unknown {
    if (!this.knows(name))
      throw new Error(`"${name}" is not among the keys that ${this.family} reads: see lib/families/key-classes.ts.`)
    const key = keysOf(this.family).keys[name]
    const given = super.value(name)
    if (given !== null || (key?.none && Object.hasOwn(this.settings, name))) return given
    return key?.default ?? null
  }
}

function unusable(name: string, expected: string, value: unknown): InvalidCheckpoint {
  return new InvalidCheckpoint(
    `config.json cannot be used: "${name}" must be ${expected}; it is ${JSON.stringify(value)?.slice(0, 60)}.`,
  )
}
