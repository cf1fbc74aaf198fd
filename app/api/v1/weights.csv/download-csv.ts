import { z } from 'zod'
import { csvOf } from '@/lib/records/download'
import { route } from '@/lib/http/route'
import { DOWNLOAD, downloadHeaders } from '../weights.json/download'

export const downloadCsvRoute = route({
  ...DOWNLOAD,
  name: 'downloadWeightsCsv',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/weights.csv',
  summary: 'The index of weights as a table for spreadsheets',
  description: `${DOWNLOAD.description} CSV (RFC 4180) in UTF-8; several sources or years are separated by semicolons, and a text that a spreadsheet would take for a formula begins with an apostrophe.`,
  response: { 200: { description: 'The table.', schema: z.string(), contentType: 'text/csv', streamed: true } },
  handler: async ({ query }) => ({ open: () => csvOf(query), headers: downloadHeaders('csv') }),
})
