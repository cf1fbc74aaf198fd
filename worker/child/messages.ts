import { messageOf } from '@/lib/errors/describe'
import { z } from 'zod'
import { readableText } from '@/lib/http/storable'
import { FindResult, Report } from '@/lib/protocol'
import { ChildFailure } from './failure'

/** Longest code and message from the verifier; longer ones are truncated, not refused. */
const MAX_WORD = 100
const MAX_SENTENCE = 2_000

// Truncating may leave half of a surrogate pair, so it comes first.
const text = (length: number) => z.string().transform((said) => readableText(said.slice(0, length)))

/** A line of the verifier's standard output (verifier/run/child.ts). It is untrusted: a crafted file may have written it. */
const ChildMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    stage: text(MAX_WORD),
    done: z.number().nonnegative(),
    total: z.number().positive(),
    message: text(MAX_SENTENCE),
  }),
  z.object({ type: z.literal('report'), report: Report }),
  z.object({ type: z.literal('found'), found: FindResult }),
  z.object({
    type: z.literal('error'),
    code: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .max(MAX_WORD),
    message: text(MAX_SENTENCE),
    permanent: z.boolean(),
  }),
])
export type ChildMessage = z.infer<typeof ChildMessage>

/**
 * Reads one line of the verifier's output.
 * @throws ChildFailure `not-understood`
 */
export function readMessage(line: string): ChildMessage {
  const result = ChildMessage.safeParse(parseJson(line))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new ChildFailure(
    'not-understood',
    `The verifier wrote an invalid message (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`,
    line.slice(0, 500),
  )
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new ChildFailure(
      'not-understood',
      'The verifier wrote a line that is not JSON.',
      `${messageOf(error)}: ${line.slice(0, 500)}`,
    )
  }
}
