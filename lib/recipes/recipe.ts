import type { Coordinate } from '@/lib/coordinates'

/** A weight to edit, as a record knows it. */
export interface EditedWeight extends Coordinate {
  /** The stored bits, most significant first, in hex; null where they were not read. */
  readonly bits: string | null
  readonly value: number | null
}

/** What a recipe edits: the weights of one record, together. */
export interface Subject {
  readonly repo: string
  readonly commit: string | null
  readonly weights: readonly EditedWeight[]
}

/** How to remove weights with one tool, and how to put them back. */
export interface Recipe {
  readonly id: 'transformers' | 'pytorch' | 'typescript' | 'llama.cpp'
  readonly title: string
  /** Of the blocks: python or ts. */
  readonly language: 'python' | 'ts'
  /** Sets the weights to zero and keeps what was there. */
  readonly edit: string
  /** Goes on after `edit` and writes back what it kept. */
  readonly undo: string
  /** What to know, in a sentence or two. */
  readonly note: string
}

/** A Python literal. */
export const pythonTuple = (items: readonly (string | number)[]): string =>
  `(${items.map((item) => (typeof item === 'string' ? JSON.stringify(item) : item)).join(', ')})`

/** A Python literal of a list of tuples, on one line where it is one. */
export function pythonTuples(tuples: readonly (readonly (string | number)[])[]): string {
  const items = tuples.map(pythonTuple)
  return items.length === 1 ? `[${items[0]}]` : `[\n${items.map((item) => `    ${item},\n`).join('')}]`
}
