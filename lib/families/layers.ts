import { InvalidCheckpoint } from './errors'
import { keysOf } from './keys'
import { settingsOf, type Config } from './settings'

/** Keys for the number of layers: that of nearly all families, and that of GPT-2 and BLOOM. */
const WORDS = ['num_hidden_layers', 'n_layer'] as const

/** The number of layers in a family's config.json, or the default of its class. @throws InvalidCheckpoint when it is not a number */
export function layersIn(family: string, config: Config): number {
  const { keys } = keysOf(family)
  const word = WORDS.find((name) => Object.hasOwn(keys, name)) ?? WORDS[0]
  const count = settingsOf(family, config)[word] ?? keys[word]?.default
  if (typeof count === 'number' && Number.isInteger(count) && count > 0) return count
  throw new InvalidCheckpoint(
    `config.json cannot be used: "${word}" must be a whole number above 0; it is ${JSON.stringify(count)?.slice(0, 60)}.`,
  )
}
