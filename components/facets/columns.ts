import type { Column } from '@/lib/weights/columns'

/** Names of the columns that a reader may choose. */
export const COLUMN_NAMES: Readonly<Record<Column, string>> = {
  family: 'Family',
  size: 'Size',
  layer: 'Layer',
  depth: 'Depth',
  channels: 'Channel and neuron',
  value: 'Value',
  dtype: 'Number format',
  commit: 'Commit',
  class: 'Class',
  level: 'Evidence level',
  source: 'Sources',
  year: 'Year',
}
