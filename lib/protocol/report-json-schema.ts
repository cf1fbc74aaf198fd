import { z } from 'zod'
import { FindResult } from './find-result'
import { Report } from './report'

/** Where the registry publishes it, below its own address; also the schema's `$id`, so that it is the same document on every host. */
export const REPORT_SCHEMA_PATH = '/api/v1/schemas/report.json'

/** The JSON Schema (draft 2020-12) of a report as verifiers write it: made from the schema that filing checks it with, and like that one knows no other fields. */
export function reportJsonSchema() {
  return {
    $id: REPORT_SCHEMA_PATH,
    title: 'Report of one verification run',
    ...z.toJSONSchema(Report, { target: 'draft-2020-12', io: 'output' }),
  }
}

/** Where the registry publishes what `find` prints. */
export const FIND_SCHEMA_PATH = '/api/v1/schemas/find.json'

/** The JSON Schema of what `superweights find --json` prints. */
export function findJsonSchema() {
  return {
    $id: FIND_SCHEMA_PATH,
    title: 'The super weights of a checkpoint, as found',
    ...z.toJSONSchema(FindResult, { target: 'draft-2020-12', io: 'output' }),
  }
}
