import { FAMILIES } from '@/lib/coordinates'
import { GENERIC, KEY_CLASSES, type KeyClasses } from '@/lib/families/key-classes'
import { CONFIG_KEYS, keysOf, type Effect } from '@/lib/families/keys'
import { layersIn } from '@/lib/families/layers'

const MOVES: readonly string[] = ['logits', 'shapes', 'refuses'] satisfies Effect[]

/** Keys that would be in no class or in more than one, and those whose class is not what transformers was seen to do with them. */
function faults({ read, fixed, without }: KeyClasses, seen: Readonly<Record<string, string>>): string[] {
  const lists = [read, Object.keys(fixed), without]
  return Object.entries(seen).flatMap(([key, what]) => {
    const classes = lists.filter((list) => list.includes(key)).length
    if (classes !== 1) return [`${key} is in ${classes} classes`]
    if (read.includes(key) && !MOVES.includes(what))
      return [`${key} is read, and transformers' numbers do not move with it`]
    if (without.includes(key) && what !== 'nothing') return [`${key} is said to have no effect: ${what}`]
    return []
  })
}

/** What was seen of every key a class declares, or does not declare and still minds; an alias stands under the name it stands for. */
function seenOf(family: string): Record<string, string> {
  const { keys, undeclared, aliases } = keysOf(family)
  const renamed = new Set([...Object.keys(aliases), ...Object.values(aliases)])
  const others = Object.entries(undeclared).filter(([key]) => !renamed.has(key))
  return {
    ...Object.fromEntries(Object.entries(keys).map(([key, { seen }]) => [key, seen])),
    ...Object.fromEntries(others),
  }
}

describe('the table of configuration keys', () => {
  it('has a row for every family, and no other', () => {
    const names = FAMILIES.map(({ family }) => family).sort()
    expect(Object.keys(CONFIG_KEYS.families).sort()).toEqual(names)
    expect(Object.keys(KEY_CLASSES).sort()).toEqual(names)
  })

  it.each(FAMILIES.map(({ family }) => family))(
    '%s: every key is read, fixed or without effect, as transformers was seen to treat it',
    (family) => {
      expect(faults(KEY_CLASSES[family] ?? GENERIC, seenOf(family))).toEqual([])
    },
  )

  it.each(FAMILIES.map(({ family }) => family))('%s: nothing is read that its class has not', (family) => {
    const known = Object.keys(seenOf(family))
    expect(KEY_CLASSES[family]?.read.filter((key) => !known.includes(key))).toEqual([])
    expect(KEY_CLASSES[family]?.without.filter((key) => !known.includes(key))).toEqual([])
  })

  it('classes the keys of all families', () => {
    const seen = Object.fromEntries(Object.entries(CONFIG_KEYS.generic).map(([key, { seen }]) => [key, seen]))
    // Falcon alone minds `output_attentions`, and has its own row for it; the two that are read say what else is run, which no number shows.
    expect(
      faults(GENERIC, { ...seen, output_attentions: 'nothing', architectures: 'logits', auto_map: 'logits' }),
    ).toEqual([])
  })

  it('every default of a fixed key is one of its values', () => {
    for (const [family, { fixed }] of Object.entries(KEY_CLASSES)) {
      for (const [key, allowed] of Object.entries(fixed))
        expect([
          family,
          key,
          allowed.includes(keysOf(family).keys[key]?.default ?? null) || allowed.includes(false),
        ]).toEqual([family, key, true])
    }
  })

  it('a key in none of the three is a fault', () => {
    expect(faults(GENERIC, { brand_new_switch: 'nothing' })).toEqual(['brand_new_switch is in 0 classes'])
    expect(faults(GENERIC, { use_cache: 'logits' })).toEqual(['use_cache is said to have no effect: logits'])
  })
})

it("the number of layers is read in the family's own word for it, and is its class's default where the config has none", () => {
  expect(layersIn('gpt2', { n_layer: 7 })).toBe(7)
  // transformers sets the name that the class did not declare after the one it did.
  expect(layersIn('gpt2', { num_hidden_layers: 32, n_layer: 7 })).toBe(32)
  expect(layersIn('llama', { num_hidden_layers: 3 })).toBe(3)
  expect(layersIn('llama', {})).toBe(32)
  for (const config of [{ num_hidden_layers: 0 }, { num_hidden_layers: '12' }])
    expect(() => layersIn('llama', config)).toThrow(/"num_hidden_layers" must be a whole number/)
})
