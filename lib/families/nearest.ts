import { UnsupportedArchitecture } from './errors'
import { CONFIG_KEYS, type FamilyKeys } from './keys'
import type { Config } from './settings'

/** Names of tensors, as a checkpoint has them. */
interface Tensors {
  keys(): Iterable<string>
}

/** Smallest share of a checkpoint's names that a near family must have: gpt_oss shares three in five of its names with Llama, but is not a Llama. */
const NEAR = 0.75
/** Longest model_type quoted in a message; real ones are under 30 characters. */
const MAX_TYPE = 60

/** The error for an unknown model_type, with the nearest family by structure, if any. */
export function unknownArchitecture(config: Config, tensors: Tensors | null): UnsupportedArchitecture {
  const type = typeof config['model_type'] === 'string' ? config['model_type'].slice(0, MAX_TYPE) : null
  const near = tensors === null ? null : nearestFamily(config, tensors)
  return new UnsupportedArchitecture(
    `The architecture "${type ?? 'unnamed'}" has no recipe yet; supported model_type values: ${Object.keys(CONFIG_KEYS.families).join(', ')}${near ? `; the nearest by the names of its tensors is ${near}` : ''}.`,
  )
}

/** The family that shares most tensor names, ties decided by the keys of config.json, then by its other names; null when none is near. */
export function nearestFamily(config: Config, tensors: Tensors): string | null {
  const names = new Set(Array.from(tensors.keys(), patternOf))
  const keys = new Set(Object.keys(config))
  const scored = Object.entries(CONFIG_KEYS.families).map(([family, known]) => ({
    family,
    known: known.tensors.filter((name) => names.has(name)).length / (names.size || 1),
    alike: likeness(names, known.tensors),
    keys: likeness(keys, keysIn(known)),
  }))
  const [best] = scored.sort((a, b) => b.known - a.known || b.keys - a.keys || b.alike - a.alike)
  return best && best.known >= NEAR ? best.family : null
}

/** A tensor's name with every number replaced, so that layers and experts are equal. */
function patternOf(name: string): string {
  return name.replaceAll(/\d+/g, '#')
}

function keysIn({ keys, undeclared }: FamilyKeys): string[] {
  return [...Object.keys(keys), ...Object.keys(undeclared)]
}

/** Jaccard index: size of the intersection over size of the union. */
function likeness(one: ReadonlySet<string>, other: readonly string[]): number {
  const both = other.filter((name) => one.has(name)).length
  return both / (one.size + other.length - both || 1)
}
