import type { z } from 'zod'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { runLost } from '@/lib/intake/ensure-running'
import { fileReport } from '@/lib/intake/file'
import { fileSearch } from '@/lib/intake/file-search'
import { failRun, requeueRun, type RunFailure } from '@/lib/intake/run'
import { queue } from '@/lib/jobs/queue'
import { requeue } from '@/lib/jobs/requeue'
import { canonicalSha256, FindResult, isEnded, type Json, Report } from '@/lib/protocol'
import { statusOf } from '@/lib/submissions/status'
import type { Account, RunLease } from '@/prisma/generated/client'
import { dropLease, endLease, jobOf, leaseOf, type NamedRun, spokenBy } from './lease'

/**
 * Files the report of a run. Sent again after a lost answer it changes nothing, and the answer is the same.
 * @throws AppError 409 `run-lost` or `already-ended`; what `fileReport` throws
 */
export async function fileReportOf(run: NamedRun, account: Account, report: unknown) {
  const lease = await leaseOf(run, account)
  if (lease === null)
    await assertFiled(run, ({ reportSha }) => reportSha !== null && reportSha === hashOf(Report, report))
  return ending(lease, () => fileReport(run.submission, report, lease ? spokenBy(lease) : { attempt: run.attempt }))
}

/** The same for what a search found. */
export async function fileSearchOf(run: NamedRun, account: Account, found: unknown) {
  const lease = await leaseOf(run, account)
  if (lease === null)
    await assertFiled(
      run,
      ({ searchResult }) => searchResult !== null && hashOf(FindResult, searchResult) === hashOf(FindResult, found),
    )
  return ending(lease, () => fileSearch(run.submission, found, lease ? spokenBy(lease) : { attempt: run.attempt }))
}

/**
 * Ends a run without a report, or has it tried again.
 * @throws AppError 409 `run-lost`
 */
export async function failRunOf(run: NamedRun, account: Account, failure: RunFailure): Promise<{ ended: boolean }> {
  const lease = await leaseOf(run, account)
  if (lease === null) return outcomeBefore(run)
  const { ended } = await failRun(run.submission, failure, spokenBy(lease))
  if (ended) await endLease(lease)
  else {
    await (await queue()).fail(lease.job, jobOf(lease), { message: failure.text })
    await dropLease(lease)
  }
  return { ended }
}

/**
 * A worker that stops gives its run back, for the next one to take at once.
 * @throws AppError 409 `run-lost`
 */
export async function releaseRunOf(run: NamedRun, account: Account): Promise<void> {
  const lease = await leaseOf(run, account)
  if (lease === null) return void (await outcomeBefore(run))
  await requeueRun(run.submission, 'Its worker was stopped; the next one resumes it.', spokenBy(lease))
  await requeue(jobOf(lease))
  await dropLease(lease)
}

/** Whatever ends the submission ends the lease; a refused report leaves it, for the worker to say what it makes of that. */
async function ending<T>(lease: RunLease | null, file: () => Promise<T>): Promise<T> {
  try {
    const filed = await file()
    if (lease !== null) await endLease(lease)
    return filed
  } catch (error) {
    if (lease !== null && error instanceof AppError && error.code === 'already-ended') await endLease(lease)
    throw error
  }
}

interface FiledRow {
  readonly reportSha: string | null
  readonly searchResult: unknown
}

/** Of what a schema reads; null where it is something else. */
function hashOf(schema: z.ZodType, body: unknown): string | null {
  const read = schema.safeParse(body)
  return read.success ? canonicalSha256(read.data as Json) : null
}

/** Nobody holds the run: what was filed may be sent again, as the answer may have been lost, and nothing else. */
async function assertFiled({ submission: id, attempt }: NamedRun, isSame: (filed: FiledRow) => boolean): Promise<void> {
  const filed = await db.submission.findUnique({ where: { id }, select: { reportSha: true, searchResult: true } })
  const any = filed !== null && (filed.reportSha !== null || filed.searchResult !== null)
  if (!any || !isSame(filed)) throw runLost(id, `Your account does not hold its run ${attempt}.`)
}

/** How a run ended that is over already: the answer to the first message may have been lost. */
async function outcomeBefore({ submission: id, attempt }: NamedRun): Promise<{ ended: boolean }> {
  const now = await db.submission.findUnique({ where: { id }, select: { status: true, attempts: true } })
  if (now?.attempts !== attempt || now.status === 'running')
    throw runLost(id, `Your account does not hold its run ${attempt}.`)
  return { ended: isEnded(statusOf(now.status)) }
}
