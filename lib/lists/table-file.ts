import { stringify } from 'csv-stringify/sync'

type Cell = string | number | boolean | null
/** What a field of a row may be; a list is one cell of a CSV. */
type Value = Cell | readonly (string | number)[]

export type Row = Readonly<Record<string, Value>>

/** Rows, read batch by batch, and the fields of them that a file has, in order. */
export interface Table {
  readonly fields: readonly string[]
  readonly batches: AsyncGenerator<readonly Row[]>
}

/**
 * A table as CSV (RFC 4180), in UTF-8, with a line of names. The entries of a list are separated by semicolons. A text that a spreadsheet would take
 * for a formula begins with an apostrophe.
 */
export function csvFile({ fields, batches }: Table): ReadableStream<Uint8Array> {
  return streamOf(batches, {
    begin: line(fields),
    batch: (rows) => rows.map((row) => line(fields.map((field) => cellOf(row[field] ?? null)))).join(''),
    end: '',
  })
}

/** The same rows as a JSON array, one a line. */
export function jsonFile({ fields, batches }: Table): ReadableStream<Uint8Array> {
  let first = true
  const separated = (text: string) => {
    const separator = first ? '' : ',\n'
    first = false
    return `${separator}${text}`
  }
  return streamOf(batches, {
    begin: '[\n',
    batch: (rows) => rows.map((row) => separated(JSON.stringify(row, [...fields]))).join(''),
    end: '\n]\n',
  })
}

const line = (cells: readonly Cell[]) =>
  stringify([[...cells]], { escape_formulas: true, record_delimiter: '\r\n', cast: { boolean: String } })

const cellOf = (value: Value): Cell => (typeof value === 'object' && value !== null ? value.join(';') : value)

interface Writer {
  readonly begin: string
  readonly batch: (rows: readonly Row[]) => string
  readonly end: string
}

/** Reads the next batch when the one before was taken; a reader who goes away ends it. */
function streamOf(batches: Table['batches'], { begin, batch, end }: Writer): ReadableStream<Uint8Array> {
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
