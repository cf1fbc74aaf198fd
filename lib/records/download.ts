import { stringify } from 'csv-stringify/sync'
import type { FlatField, FlatWeight } from '@/lib/weights/columns'
import { fieldsOf } from '@/lib/weights/columns'
import type { WeightExportQuery } from '@/lib/weights/schema'
import { flatWeights } from './flat'

/**
 * The rows of a filter as a table (RFC 4180), in UTF-8, with a line of names. Lists of sources and years are separated by semicolons. A text that
 * a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf(query: WeightExportQuery): ReadableStream<Uint8Array> {
  const fields = fieldsOf(query.columns)
  return streamOf(query, {
    begin: line([...fields]),
    batch: (rows) => rows.map((row) => line(fields.map((field) => cellOf(row, field)))).join(''),
    end: '',
  })
}

/** The same rows as a JSON array, one a line. */
export function jsonOf(query: WeightExportQuery): ReadableStream<Uint8Array> {
  const fields = fieldsOf(query.columns)
  let first = true
  const separated = (text: string) => {
    const separator = first ? '' : ',\n'
    first = false
    return `${separator}${text}`
  }
  return streamOf(query, {
    begin: '[\n',
    batch: (rows) => rows.map((row) => separated(JSON.stringify(row, [...fields]))).join(''),
    end: '\n]\n',
  })
}

type Cell = string | number | boolean | null

const line = (cells: readonly Cell[]) =>
  stringify([[...cells]], { escape_formulas: true, record_delimiter: '\r\n', cast: { boolean: String } })

function cellOf(row: FlatWeight, field: FlatField): Cell {
  const value = row[field]
  return typeof value === 'object' && value !== null ? value.join(';') : value
}

interface Writer {
  readonly begin: string
  readonly batch: (rows: readonly FlatWeight[]) => string
  readonly end: string
}

/** Reads the next batch when the one before was taken; a reader who goes away ends it. */
function streamOf(query: WeightExportQuery, { begin, batch, end }: Writer): ReadableStream<Uint8Array> {
  const batches = flatWeights(query)
  const encoder = new TextEncoder()
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(begin)),
    async pull(controller) {
      const { done, value } = await batches.next()
      if (!done) return controller.enqueue(encoder.encode(batch(value)))
      if (end !== '') controller.enqueue(encoder.encode(end))
      controller.close()
    },
    async cancel() {
      await batches.return(undefined)
    },
  })
}
