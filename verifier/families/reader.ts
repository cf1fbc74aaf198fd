import { InvalidCheckpoint } from './errors'
import type { Config } from './family'

/** Widest dimension believed: the widest public models have 53,248 neurons and 262,144 words; past 2^20 a buffer would be absurd. */
const MAX_DIMENSION = 2 ** 20
/** Positions are only compared with, never allocated: Llama-4-Scout says 10,485,760. */
const MAX_POSITIONS = 1e9
/** Most layers believed: the deepest public models have about 130. */
const MAX_LAYERS = 1024

/** Reads a config.json field by field. Several names are spellings of one thing, the first one present counts; null is absent. */
export class ConfigReader {
  constructor(private readonly config: Config) {}

  /** Whether the config has the field at all: where null means "none", absence may mean the family's own default. */
  says(name: string): boolean {
    return Object.hasOwn(this.config, name)
  }

  /** A width, a number of heads or words. @throws InvalidCheckpoint when it is missing or absurd */
  size(...names: string[]): number {
    return this.needed(this.sizeOr(null, ...names), names)
  }

  sizeOr<T extends number | null>(fallback: T, ...names: string[]): number | T {
    return this.whole(MAX_DIMENSION, names) ?? fallback
  }

  layers(...names: string[]): number {
    return this.needed(this.whole(MAX_LAYERS, names), names)
  }

  positionsOr<T extends number | null>(fallback: T, ...names: string[]): number | T {
    return this.whole(MAX_POSITIONS, names) ?? fallback
  }

  /** A number greater than 0. */
  positive<T extends number | null>(fallback: T, ...names: string[]): number | T {
    const value = this.number(fallback, ...names)
    if (value !== null && !(value > 0)) throw unusable(names, 'a number greater than 0', value)
    return value
  }

  number<T extends number | null>(fallback: T, ...names: string[]): number | T {
    const value = this.first(names)
    if (value === undefined) return fallback
    if (typeof value !== 'number' || !Number.isFinite(value)) throw unusable(names, 'a number', value)
    return value
  }

  flag(fallback: boolean, ...names: string[]): boolean {
    const value = this.first(names)
    if (value === undefined) return fallback
    if (typeof value !== 'boolean') throw unusable(names, 'true or false', value)
    return value
  }

  word(fallback: string, ...names: string[]): string {
    const value = this.first(names)
    if (value === undefined) return fallback
    if (typeof value !== 'string') throw unusable(names, 'a word', value)
    return value
  }

  /** A list as long as the model is deep, or longer; null when absent. */
  list(length: number, ...names: string[]): readonly unknown[] | null {
    const value = this.first(names)
    if (value === undefined) return null
    if (!Array.isArray(value) || value.length < length) throw unusable(names, `a list of ${length} entries`, value)
    return value as unknown[]
  }

  /** Settings within the settings; null when absent. */
  section(...names: string[]): ConfigReader | null {
    const value = this.first(names)
    if (value === undefined) return null
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unusable(names, 'an object', value)
    return new ConfigReader(value as Config)
  }

  private whole(most: number, names: readonly string[]): number | null {
    const value = this.first(names)
    if (value === undefined) return null
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most) throw unusable(names, `a whole number from 1 to ${most}`, value)
    return value
  }

  private needed(value: number | null, names: readonly string[]): number {
    if (value === null) throw new InvalidCheckpoint(`config.json cannot be used: "${names[0]}" is missing.`)
    return value
  }

  private first(names: readonly string[]): unknown {
    return names.map((name) => (Object.hasOwn(this.config, name) ? this.config[name] : undefined)).find((value) => value !== undefined && value !== null)
  }
}

function unusable(names: readonly string[], expected: string, value: unknown): InvalidCheckpoint {
  return new InvalidCheckpoint(`config.json cannot be used: "${names[0]}" must be ${expected}; it is ${printed(value).slice(0, 60)}.`)
}

/** JSON would print an infinite number as null. */
function printed(value: unknown): string {
  return typeof value === 'number' ? String(value) : String(JSON.stringify(value))
}
