import { UnsupportedArchitecture } from './errors'
import { GENERIC, KEY_CLASSES, type KeyClasses } from './key-classes'
import { keysOf } from './keys'

/** A config.json, checked only to be a JSON object. */
export type Config = Readonly<Record<string, unknown>>

/** Longest value quoted in a message. */
const MAX_SHOWN = 60

/** @throws Error for a family without a row */
export function classesOf(family: string): KeyClasses {
  const found = KEY_CLASSES[family]
  if (!found) throw new Error(`lib/families/key-classes.ts has no row for the family "${family}".`)
  return found
}

/**
 * The keys of a config.json that its family uses, each under the name its class declares; ignored keys are omitted.
 * @throws UnsupportedArchitecture when a key has a value that no recipe supports
 */
export function settingsOf(family: string, config: Config): Config {
  const { read, fixed } = classesOf(family)
  const declared = underDeclaredNames(family, config)
  for (const [key, allowed] of Object.entries({ ...GENERIC.fixed, ...fixed })) {
    if (
      declared[key] !== undefined &&
      Object.hasOwn(declared, key) &&
      !allowed.some((value) => value === declared[key])
    )
      throw otherwise(key, declared[key], allowed)
  }
  return Object.fromEntries(read.filter((key) => Object.hasOwn(declared, key)).map((key) => [key, declared[key]]))
}

/** transformers sets the keys its class declares first, then the others: an alias overwrites the key it stands for. */
function underDeclaredNames(family: string, config: Config): Config {
  const { aliases, keys } = keysOf(family)
  const renamed = Object.entries(aliases).map(([one, other]) =>
    Object.hasOwn(keys, one) ? { from: other, to: one } : { from: one, to: other },
  )
  return {
    ...config,
    ...Object.fromEntries(
      renamed.filter(({ from }) => Object.hasOwn(config, from)).map(({ from, to }) => [to, config[from]]),
    ),
  }
}

function otherwise(key: string, value: unknown, allowed: readonly unknown[]): UnsupportedArchitecture {
  return new UnsupportedArchitecture(
    `config.json sets ${key} to ${JSON.stringify(value).slice(0, MAX_SHOWN)}; this registry supports only ${allowed.map((one) => JSON.stringify(one)).join(' or ')}.`,
  )
}
