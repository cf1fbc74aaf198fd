import { z } from 'zod'
import { CURRENT_PROTOCOL, GRADES } from '@/lib/protocol'

const Run = z.object({
  repo: z.string(),
  revision: z.string().optional(),
  corpus_id: z.string(),
  /** Whether the weights are kept in the Hub's cache on this machine, or streamed. */
  storage: z.enum(['cache', 'memory']).default('cache'),
})

const Coordinate = z.object({
  tensor: z.string(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  /** The claimed value, if any. */
  value: z.number().nullable().optional(),
})

/** The child process's request: one line of JSON on its standard input. */
export const ChildRequest = z.discriminatedUnion('kind', [
  /** Searches for super weights, and verifies what it finds. */
  Run.extend({ kind: z.literal('find') }),
  Run.extend({
    kind: z.literal('verify'),
    coordinates: z.array(Coordinate).min(1).max(CURRENT_PROTOCOL.document.set_max_members),
    grade: z.enum(GRADES),
  }),
])
/** As it is sent. */
export type ChildRequest = z.input<typeof ChildRequest>

/** Longest request: eight coordinates take under 2 kB. */
const MAX_REQUEST = 100_000

/** A line that is not a request. Permanent. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest'
  readonly code = 'invalid-request'
  readonly permanent = true
}

/** @throws InvalidRequest saying what was wrong */
export function parseRequest(line: string): z.output<typeof ChildRequest> {
  if (line.length > MAX_REQUEST)
    throw new InvalidRequest(`The request has ${line.length} characters and exceeds the limit of ${MAX_REQUEST}.`)
  const parsed = ChildRequest.safeParse(parseJson(line))
  if (parsed.success) return parsed.data
  throw new InvalidRequest(`The request is not valid: ${z.prettifyError(parsed.error)}`)
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new InvalidRequest('The request is not valid JSON.', { cause: error })
  }
}
