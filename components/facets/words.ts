import { LEVEL_TEXTS } from '@/components/status/level'
import { CLASS_TEXTS } from '@/components/status/weight-class'
import type { FacetCounts } from '@/lib/facets/counts'
import { type Depth, NONE, NOT_KNOWN, type Size } from '@/lib/facets/ranges'
import { isOneOf } from './is-one-of'

export type Facet = keyof FacetCounts['facets']

/** Names of the facets, in the order of the panel, and what a reader must know of them. */
export const FACETS: readonly (readonly [facet: Facet, name: string, hint?: string])[] = [
  ['family', 'Family'],
  ['organisation', 'Organisation'],
  ['size', 'Size', 'Parameters of the model.'],
  ['depth', 'Depth', 'Where the layer lies between the first (0 %) and the last (100 %).'],
  ['class', 'Class'],
  ['level', 'Evidence level'],
  ['unit', 'Unit', 'Only a scalar has a record. The others are claims of publications.'],
  ['source', 'Source', 'Publications that state the coordinate.'],
  ['year', 'Year of the source'],
]

const SIZE_WORDS: Readonly<Record<Size, string>> = {
  'under-1b': 'under 1 B',
  '1b-4b': '1 to 4 B',
  '4b-10b': '4 to 10 B',
  '10b-40b': '10 to 40 B',
  'over-40b': '40 B and more',
}

const DEPTH_WORDS: Readonly<Record<Depth, string>> = {
  '0-10': '0 to 10 %',
  '10-25': '10 to 25 %',
  '25-50': '25 to 50 %',
  '50-75': '50 to 75 %',
  '75-100': '75 to 100 %',
}

const UNIT_WORDS = { scalar: 'scalar', channel: 'channel', neuron: 'neuron', expert: 'expert' }

/** A value of a facet in words. */
export function valueWords(facet: Facet, value: string): string {
  if (value === NOT_KNOWN) return 'not known'
  if (value === NONE) return facet === 'class' ? 'none' : 'no publication'
  if (facet === 'size' && isOneOf(SIZE_WORDS, value)) return SIZE_WORDS[value]
  if (facet === 'depth' && isOneOf(DEPTH_WORDS, value)) return DEPTH_WORDS[value]
  if (facet === 'class' && isOneOf(CLASS_TEXTS, value)) return `${value} ${CLASS_TEXTS[value]}`
  if (facet === 'level') return `${value} ${LEVEL_TEXTS[Number(value)]?.[0] ?? ''}`
  if (facet === 'unit' && isOneOf(UNIT_WORDS, value)) return UNIT_WORDS[value]
  return value
}
