import { z } from 'zod'
import { MOST_ROWS } from '@/lib/lists/all-pages'
import { csvFile, jsonFile, type Table } from '@/lib/lists/table-file'
import { route } from '@/lib/http/route'

/** A list as files: all its rows, in a flat form. */
export interface Download<Q extends z.ZodObject> {
  /** Name of the list in the address: `/api/v1/sets`. */
  readonly list: string
  /** Name of the files without their ending. */
  readonly file: string
  /** Beginning of the summaries: `The sets`. */
  readonly title: string
  /** What each row has. */
  readonly rows: string
  /** The list's parameters without its paging. */
  readonly query: Q
  /** One row in JSON. */
  readonly row: z.ZodType
  readonly tableOf: (query: z.output<Q>) => Table
}

/** What both files of a list have in common. */
function common<Q extends z.ZodObject>({ list, file, rows, query }: Download<Q>, ending: 'csv' | 'json') {
  const facts = {
    name: `download${list.charAt(0).toUpperCase()}${list.slice(1)}${ending === 'csv' ? 'Csv' : 'Json'}`,
    method: 'GET',
    auth: 'anyone',
    path: `/api/v1/${list}.${ending}`,
    query,
    // Streamed: nothing to keep.
    cache: 'never',
  } as const
  return {
    facts,
    description: `All rows that the filters of \`/api/v1/${list}\` select, in its order, at most ${MOST_ROWS.toLocaleString('en')}. ${rows}`,
    // A browser saves the response as a file.
    headers: { 'content-disposition': `attachment; filename="${file}.${ending}"` },
  }
}

/** The route of a list as a table for spreadsheets. */
export function csvRoute<Q extends z.ZodObject>(download: Download<Q>) {
  const { facts, description, headers } = common(download, 'csv')
  return route({
    ...facts,
    summary: `${download.title} as a table for spreadsheets`,
    description: `${description} CSV (RFC 4180) in UTF-8; the entries of a list are separated by semicolons, and a text that a spreadsheet would take for a formula begins with an apostrophe.`,
    response: { 200: { description: 'The table.', schema: z.string(), contentType: 'text/csv', streamed: true } },
    handler: async ({ query }: { query: z.output<Q> }) => ({ open: () => csvFile(download.tableOf(query)), headers }),
  })
}

/** The route of a list as flat rows in JSON. */
export function jsonRoute<Q extends z.ZodObject>(download: Download<Q>) {
  const { facts, description, headers } = common(download, 'json')
  return route({
    ...facts,
    summary: `${download.title} as flat rows`,
    description: `${description} A JSON array.`,
    response: { 200: { description: 'The rows.', schema: z.array(download.row), streamed: true } },
    handler: async ({ query }: { query: z.output<Q> }) => ({ open: () => jsonFile(download.tableOf(query)), headers }),
  })
}
