import type { Subject } from '@/lib/challenges/subject'
import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { lockModel } from '@/lib/records/lock'
import { recordsChanged } from '@/lib/records/renew'

/** The record that a challenge is about. */
export interface Challenged {
  readonly subject: Subject
  readonly modelId: number
  readonly repo: string
  readonly commit: string | null
  readonly withdrawn: boolean
}

const SELECT = { modelId: true, commit: true, withdrawn: true, model: { select: { repo: true } } } as const

/**
 * Reads the record and locks its model until the transaction ends.
 * @throws AppError 404 `not-found`
 */
export async function lockChallenged(tx: Db, subject: Subject | null, named: string): Promise<Challenged> {
  const where = subject && (await find(tx, subject))
  if (!where) throw new AppError({ status: 404, code: 'not-found', detail: `There is no record ${named}.` })
  await lockModel(tx, where.model.repo)
  const { model, ...now } = (await find(tx, where.subject)) ?? where
  return { ...now, repo: model.repo, subject: where.subject }
}

async function find(tx: Db, subject: Subject) {
  const found =
    subject.weightId === null
      ? await tx.set.findUnique({ where: { id: subject.setId }, select: SELECT })
      : await tx.weight.findUnique({ where: { id: subject.weightId }, select: SELECT })
  return found && { ...found, subject }
}

/** Renders the record again with what shows it. */
export function challengedChanged(tx: Db, { subject, modelId }: Challenged, cause: string): Promise<void> {
  const { weightId, setId } = subject
  const touched = { modelId, weights: weightId === null ? [] : [weightId], sets: setId === null ? [] : [setId] }
  return recordsChanged(tx, touched, cause)
}
