import { keyOf, printStored } from '@/lib/coordinates'
import { z } from 'zod'
import { db, type Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { unstorableIn } from '@/lib/http/storable'
import { parseId } from '@/lib/ids'
import { lockModel } from '@/lib/records/lock'
import {
  canonicalSha256,
  knownProtocols,
  protocolNamed,
  Report,
  wrongRunOf,
  type CheckId,
  type Verdict,
} from '@/lib/protocol'
import { recordsChanged } from '@/lib/records/renew'
import { ensureSet } from '@/lib/sets/ensure'
import { type Actor, thisWorker } from './actor'
import { changeStatus } from './change-status'
import { claimKeyOf } from './claim-key'
import { assertAwaitsOutcome, ensureRunning } from './ensure-running'
import { locked, type RunBy } from './run'
import { ScreenedCoordinate } from '@/lib/submissions/schema'
import { WRITING_LIMIT } from './writing-limit'
import type { Prisma, Submission } from '@/prisma/generated/client'
import { checkAgainst } from './check-against'
import { verdictOfStored } from '@/lib/reports/finding'
import { writeGauges } from '@/lib/reports/gauges'

export interface Filed {
  readonly sha256: string
  readonly verdict: Verdict
}

/**
 * Files a report: stores it unchanged, computes the verdict from its raw numbers, renders every affected record again and ends the submission, all
 * or nothing. Filing for a submission that already has a verdict changes nothing and returns that verdict.
 * @param body what the verifier wrote, untrusted
 * @throws AppError 422 `malformed-report` or `report-mismatch`; 409 `already-ended` when the submission ended in another way, `run-lost` when a later run has begun than `attempt`
 */
export async function fileReport(
  submissionId: number,
  body: unknown,
  { attempt, by = thisWorker() }: RunBy = {},
): Promise<Filed> {
  const report = parseReport(body)
  const sha256 = canonicalSha256(report)
  const verdict = computeVerdict(sha256, report)
  return db.$transaction(async (tx) => {
    const { repo } = (await tx.submission.findUnique({ where: { id: submissionId }, select: { repo: true } })) ?? {
      repo: '',
    }
    await lockModel(tx, repo) // before the row, as everywhere
    const submission = await locked(tx, submissionId)
    if (!submission)
      throw new AppError({ status: 404, code: 'not-found', detail: `There is no submission ${submissionId}.` })
    if (submission.reportSha !== null) return filedBefore(tx, submission.reportSha)
    assertAwaitsOutcome(submission, attempt)
    checkAgainst(submission, report)
    const { modelId, setId, weights } = await store(tx, submission, report, sha256)
    await writeGauges(tx, sha256, verdict)
    await end(tx, submission, { sha256, verdict }, by)
    const reason = `Report ${sha256.slice(0, 12)} was filed.`
    await recordsChanged(tx, { modelId, weights, sets: setId === null ? [] : [setId] }, reason)
    return { sha256, verdict }
  }, WRITING_LIMIT)
}

/**
 * A report as somebody wrote it, untrusted.
 * @throws AppError 422 `malformed-report`, `report-mismatch` for a protocol that this registry has not published
 */
export function parseReport(body: unknown): Report {
  const parsed = Report.safeParse(body)
  if (!parsed.success) throw malformed(`This is not a report:\n${z.prettifyError(parsed.error)}`)
  const unstorable = unstorableIn(parsed.data)
  if (unstorable !== null)
    throw malformed(`${unstorable}: contains a NUL or half of a surrogate pair, which is not valid text.`)
  const { id, sha256 } = parsed.data.protocol
  if (protocolNamed(sha256)?.id !== id)
    throw new AppError({
      status: 422,
      code: 'report-mismatch',
      detail: `The report follows ${id} ${sha256}, which this registry has not published. Known: ${knownProtocols()}.`,
    })
  const wrong = wrongRunOf(parsed.data)
  if (wrong !== null) throw malformed(wrong)
  return parsed.data
}

const malformed = (detail: string) => new AppError({ status: 422, code: 'malformed-report', detail })

/** A valid report may still lack a stream that the verdict needs. @throws AppError 422 `malformed-report` */
export function computeVerdict(sha256: string, report: Report): Verdict {
  try {
    return verdictOfStored(sha256, report)
  } catch (error) {
    if (error instanceof RangeError) throw malformed(`No verdict can be computed: ${error.message}`)
    throw error
  }
}

async function filedBefore(tx: Db, sha256: string): Promise<Filed> {
  const { body } = await tx.report.findUniqueOrThrow({ where: { sha256 } })
  return { sha256, verdict: verdictOfStored(sha256, Report.parse(body)) }
}

async function store(
  tx: Db,
  submission: Submission,
  report: Report,
  sha256: string,
): Promise<{ modelId: number; setId: number | null; weights: number[] }> {
  const screened = ScreenedCoordinate.array().parse(submission.screened)
  const weights = report.members.map((m) => weightOf(screened, m))
  const { repo } = report.checkpoint
  const { id: modelId } = await tx.model.findUniqueOrThrow({ where: { repo }, select: { id: true } })
  const setId = weights.length > 1 ? await storeSet(tx, modelId, report, weights) : null
  const known = await tx.report.findUnique({ where: { sha256 }, select: { sha256: true } })
  if (!known) {
    const members = weights.map((weightId, position) => ({ weightId, position }))
    await tx.report.create({
      data: { sha256, body: report as Prisma.InputJsonValue, setId, members: { create: members } },
    })
  }
  return { modelId, setId, weights }
}

function weightOf(screened: readonly ScreenedCoordinate[], member: Report['members'][number]): number {
  const found = screened.find((s) => keyOf(s) === keyOf(member))
  const id = parseId('weight', found?.weight ?? '')
  if (id === null) throw new RangeError(`${printStored(member)} was screened but has no record.`)
  return id
}

async function storeSet(
  tx: Db,
  modelId: number,
  { checkpoint, members }: Report,
  weights: readonly number[],
): Promise<number> {
  return ensureSet(tx, {
    modelId,
    commit: checkpoint.commit,
    key: claimKeyOf(checkpoint.repo, checkpoint.commit, members),
    weights,
  })
}

async function end(tx: Db, submission: Submission, { sha256, verdict }: Filed, by: Actor): Promise<void> {
  await ensureRunning(tx, submission, by)
  const { id } = submission
  const text = verdict.summary
  const known = { reportSha: sha256 }
  if (verdict.accepted) await changeStatus(tx, id, 'confirmed', { code: null, text }, by, known)
  else await changeStatus(tx, id, 'refuted', { code: failedCheck(verdict), text }, by, known)
}

/** For programs: the first check that failed, or null. */
function failedCheck(verdict: Verdict): CheckId | null {
  return verdict.checks.find((c) => !c.passed)?.id ?? null
}
