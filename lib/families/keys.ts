import table from './config-keys.json'

/**
 * The effect of changing a key in transformers, measured by tests/fixtures/make/keys: `logits` changed, tensor `shapes` changed,
 * transformers `refuses` every other value, or `nothing`.
 */
export type Effect = 'logits' | 'shapes' | 'refuses' | 'nothing'

export interface ConfigKey {
  /** The value when config.json lacks the key. */
  readonly default: unknown
  /** Whether null is a distinct value; otherwise it means the default. */
  readonly none?: boolean
  readonly seen: string
}

/** A family's configuration class in transformers. */
export interface FamilyKeys {
  readonly class: string
  /** Aliases of keys: if both are present, the class uses the one it did not declare. */
  readonly aliases: Readonly<Record<string, string>>
  /** Keys the class declares. */
  readonly keys: Readonly<Record<string, ConfigKey>>
  /** Undeclared keys that change the numbers anyway: names in older configs, attributes set from outside. */
  readonly undeclared: Readonly<Record<string, string>>
  /** The rotary settings of a config.json without any; null without rotary positions. */
  readonly rope: Readonly<Record<string, unknown>> | null
  /** Names of the tensors that its checkpoints may have, with `#` for every number. */
  readonly tensors: readonly string[]
}

interface Table {
  readonly made_with: { readonly transformers: string }
  readonly generic: Readonly<Record<string, ConfigKey>>
  readonly families: Readonly<Record<string, FamilyKeys>>
}

/** The table that tests/fixtures/make/keys/table.py writes from transformers' configuration classes. */
export const CONFIG_KEYS: Table = table

/** @throws Error for a family that is not in the table */
export function keysOf(family: string): FamilyKeys {
  const found = CONFIG_KEYS.families[family]
  if (!found) throw new Error(`lib/families/config-keys.json has no family "${family}".`)
  return found
}
