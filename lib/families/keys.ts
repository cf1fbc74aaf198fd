import table from './config-keys.json'

/**
 * What a change of a key did to transformers' numbers, measured by tests/fixtures/make/keys: `logits` moved, tensors got other
 * `shapes`, transformers `refuses` every other value, or `nothing`.
 */
export type Seen = 'logits' | 'shapes' | 'refuses' | 'nothing'

export interface ConfigKey {
  /** The value of a config.json that does not have the key. */
  readonly default: unknown
  /** Whether null is a value of its own; else it is the default. */
  readonly none?: boolean
  readonly seen: string
}

/** A family's configuration class in transformers. */
export interface FamilyKeys {
  readonly class: string
  /** Other names of keys: where both are there, the class takes the one it did not declare. */
  readonly aliases: Readonly<Record<string, string>>
  /** Keys the class declares. */
  readonly keys: Readonly<Record<string, ConfigKey>>
  /** Keys it does not declare that move its numbers all the same: words of older configs, attributes set from outside. */
  readonly undeclared: Readonly<Record<string, string>>
  /** The rotary settings of a config.json without any; null without rotary positions. */
  readonly rope: Readonly<Record<string, unknown>> | null
  /** Names of the tensors that its checkpoints have or may have, `#` for every number. */
  readonly tensors: readonly string[]
}

interface Table {
  readonly made_with: { readonly transformers: string }
  readonly generic: Readonly<Record<string, ConfigKey>>
  readonly families: Readonly<Record<string, FamilyKeys>>
}

/** The table that tests/fixtures/make/keys/table.py writes from transformers' configuration classes. */
export const CONFIG_KEYS: Table = table

/** @throws Error for a family the table was not made for */
export function keysOf(family: string): FamilyKeys {
  const found = CONFIG_KEYS.families[family]
  if (!found) throw new Error(`lib/families/config-keys.json has no family "${family}".`)
  return found
}
