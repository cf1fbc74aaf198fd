import { z } from 'zod'
import { CURRENT_PROTOCOL, GRADES } from '@/lib/protocol'

const Subject = z.object({ repo: z.string(), revision: z.string().optional() })

const Coordinate = z.object({
  tensor: z.string(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  /** The value its claim gave, if any. */
  value: z.number().nullable().optional(),
})

/** What the child process is asked: one line of JSON on its standard input. */
export const ChildRequest = z.discriminatedUnion('kind', [
  Subject.extend({ kind: z.literal('detect') }),
  Subject.extend({
    kind: z.literal('verify'),
    coordinates: z.array(Coordinate).min(1).max(CURRENT_PROTOCOL.document.set_max_members),
    grade: z.enum(GRADES),
    corpus_id: z.string(),
  }),
])
export type ChildRequest = z.infer<typeof ChildRequest>

/** Longest request: eight coordinates take under 2 kB. */
const MAX_REQUEST = 100_000

/** A line that is no request. Permanent. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest'
  readonly code = 'invalid-request'
  readonly permanent = true
}

/** @throws InvalidRequest saying what was wrong */
export function parseRequest(line: string): ChildRequest {
  if (line.length > MAX_REQUEST)
    throw new InvalidRequest(`The request has ${line.length} characters; at most ${MAX_REQUEST} are read.`)
  const parsed = ChildRequest.safeParse(parseJson(line))
  if (parsed.success) return parsed.data
  throw new InvalidRequest(`The request is not one this verifier knows: ${z.prettifyError(parsed.error)}`)
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new InvalidRequest('The request is not a line of JSON.', { cause: error })
  }
}
