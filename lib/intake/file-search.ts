import { z } from 'zod'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { unstorableIn } from '@/lib/http/storable'
import { printId } from '@/lib/ids'
import { CURRENT_PROTOCOL, FindResult, foundWords } from '@/lib/protocol'
import type { Prisma, Submission } from '@/prisma/generated/client'
import { thisWorker } from './actor'
import { changeStatus } from './change-status'
import { assertAwaitsOutcome, ensureRunning } from './ensure-running'
import { locked, type RunBy } from './run'
import { WRITING_LIMIT } from './writing-limit'

/** A result of ten groups with eight weights each takes 30 kB. Lists of submissions carry it, so it must stay small. */
const MAX_RESULT_BYTES = 200_000

/**
 * Files what a search found, and ends its submission. No record changes: what was found is a claim only when somebody submits it. Filing twice changes nothing.
 * @param body what the verifier wrote, untrusted
 * @throws AppError 422 `malformed-report` or `report-mismatch`; 409 `already-ended` when the submission ended in another way, `run-lost` when a later run has begun than `attempt`
 */
export async function fileSearch(
  submissionId: number,
  body: unknown,
  { attempt, by = thisWorker() }: RunBy = {},
): Promise<FindResult> {
  const found = parseFound(body)
  return db.$transaction(async (tx) => {
    const submission = await locked(tx, submissionId)
    if (!submission)
      throw new AppError({ status: 404, code: 'not-found', detail: `There is no submission ${submissionId}.` })
    if (submission.searchResult !== null) return FindResult.parse(submission.searchResult)
    assertAwaitsOutcome(submission, attempt)
    const wrong = differenceOf(submission, found)
    if (wrong !== null)
      throw new AppError({
        status: 422,
        code: 'report-mismatch',
        detail: `The result does not belong to this submission: ${wrong}.`,
      })
    await ensureRunning(tx, submission, by)
    await changeStatus(tx, submissionId, 'found', { code: null, text: sentenceOf(found) }, by, {
      searchResult: found as Prisma.InputJsonValue,
    })
    return found
  }, WRITING_LIMIT)
}

function parseFound(body: unknown): FindResult {
  const parsed = FindResult.safeParse(body)
  if (!parsed.success) throw malformed(`This is not the result of a search:\n${z.prettifyError(parsed.error)}`)
  const unstorable = unstorableIn(parsed.data)
  if (unstorable !== null)
    throw malformed(`${unstorable}: contains a NUL or half of a surrogate pair, which is not valid text.`)
  const bytes = Buffer.byteLength(JSON.stringify(parsed.data))
  if (bytes > MAX_RESULT_BYTES)
    throw malformed(`The result has ${bytes} bytes; no search needs more than ${MAX_RESULT_BYTES}.`)
  return parsed.data
}

const malformed = (detail: string) => new AppError({ status: 422, code: 'malformed-report', detail })

function differenceOf({ id, repo, commit, coordinates }: Submission, found: FindResult): string | null {
  if (coordinates.length > 0) return `${printId('submission', id)} claims coordinates and is not a search`
  if (found.protocol.sha256 !== CURRENT_PROTOCOL.sha256)
    return `it follows ${found.protocol.id} ${found.protocol.sha256}, expected ${CURRENT_PROTOCOL.id}`
  if (found.repo !== repo || found.commit !== commit)
    return `it is about ${found.repo} at ${found.commit}, expected ${repo} at ${commit ?? 'no commit'}`
  return null
}

function sentenceOf({ answers }: FindResult): string {
  const words = foundWords(answers)
  return words === null ? 'No super weight was found.' : `Found ${words}.`
}
