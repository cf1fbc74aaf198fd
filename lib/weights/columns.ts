/** Columns of the index that a reader may choose. What a record is, its id and coordinate, is always there. */
export const COLUMNS = [
  'family',
  'size',
  'layer',
  'depth',
  'channels',
  'value',
  'dtype',
  'commit',
  'class',
  'level',
  'source',
  'year',
] as const
export type Column = (typeof COLUMNS)[number]

/** The columns of a list for which none were chosen. */
export const DEFAULT_COLUMNS: readonly Column[] = ['layer', 'value', 'class', 'level']

/** One record as a flat row, for tables and spreadsheets. Absent values are null. */
export type FlatWeight = {
  readonly id: string
  readonly url: string
  readonly repo: string
  readonly organisation: string
  readonly tensor: string
  readonly row: number
  readonly col: number
  readonly family: string | null
  readonly parameters: number | null
  readonly layers: number | null
  readonly layer: number
  readonly expert: number | null
  readonly relative_depth: number | null
  readonly output_channel: number
  readonly input_neuron: number
  readonly value: number | null
  readonly published_value: number | null
  readonly dtype: string | null
  readonly commit: string | null
  readonly class: string | null
  readonly level: number
  readonly verified: boolean
  readonly published_as_negative: boolean
  readonly sources: readonly string[]
  readonly years: readonly number[]
}
export type FlatField = keyof FlatWeight

/** The fields that every row has, whatever the columns. */
export const ALWAYS: readonly FlatField[] = ['id', 'url', 'repo', 'organisation', 'tensor', 'row', 'col']

/** The fields of each column. */
export const FIELDS: Readonly<Record<Column, readonly FlatField[]>> = {
  family: ['family'],
  size: ['parameters'],
  layer: ['layer', 'expert'],
  depth: ['layers', 'relative_depth'],
  channels: ['output_channel', 'input_neuron'],
  value: ['value', 'published_value'],
  dtype: ['dtype'],
  commit: ['commit'],
  class: ['class'],
  level: ['level', 'verified', 'published_as_negative'],
  source: ['sources'],
  year: ['years'],
}

/** The fields of a row with these columns, in the order of the columns' list. */
export function fieldsOf(columns: readonly Column[] = COLUMNS): readonly FlatField[] {
  return [...ALWAYS, ...COLUMNS.filter((column) => columns.includes(column)).flatMap((column) => FIELDS[column])]
}
