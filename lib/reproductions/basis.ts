import { printSubject, subjectOf } from '@/lib/challenges/subject'
import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { protocolNamed } from '@/lib/protocol'
import { FINDING_INCLUDE, findingOf, type Finding } from '@/lib/reports/finding'
import { decidingRunOf } from '@/lib/weights/level'
import { refusal } from './refusal'

/** A record, and the run of this registry that is to be reproduced. */
export interface Basis {
  /** `SW-000123.4`: what the statement names. */
  readonly version: string
  readonly modelId: number
  readonly repo: string
  readonly basis: Finding
  /** The set that its claim is, or null for a weight alone. */
  readonly setId: number | null
  /** Every report of the same claim, that of this registry among them. */
  readonly ofClaim: readonly Finding[]
}

const ROW = { select: { version: true, withdrawn: true, modelId: true, model: { select: { repo: true } } } } as const

/**
 * The run that whoever reproduces a record has to repeat: the one from which it has its class. Of a weight that is verified as a member, that is a run of its set.
 * @param named `SW-000123` or `SS-000004`, without a version
 * @throws AppError 404 `not-found`, 409 `not-reproducible`
 */
export async function basisOf(tx: Db, named: string): Promise<Basis> {
  const record = await recordOf(tx, named)
  if (record.withdrawn) throw refusal('not-reproducible', `${record.name} was withdrawn: its page says why`)
  const findings = record.reports.map(findingOf)
  const basis = decidingRunOf(findings)
  if (basis === null || protocolNamed(basis.report.protocol.sha256) === null)
    throw refusal(
      'not-reproducible',
      `${record.name} has no report of this registry to reproduce. Submit the claim first, and reproduce it when it was measured`,
    )
  const { setId } = await tx.report.findUniqueOrThrow({ where: { sha256: basis.sha256 }, select: { setId: true } })
  return {
    version: `${record.name}.${record.version}`,
    modelId: record.modelId,
    repo: record.model.repo,
    basis,
    setId,
    ofClaim: await reportsOfClaim(tx, basis),
  }
}

async function recordOf(tx: Db, named: string) {
  const subject = subjectOf(named)
  const found =
    subject === null
      ? null
      : subject.weightId === null
        ? await tx.set.findUnique({ where: { id: subject.setId }, ...ROW })
        : await tx.weight.findUnique({ where: { id: subject.weightId }, ...ROW })
  if (subject === null || found === null)
    throw new AppError({ status: 404, code: 'not-found', detail: `There is no record ${named}.` })
  const reports = await tx.report.findMany({
    where:
      subject.weightId === null
        ? { setId: subject.setId }
        : { members: { some: { weightId: subject.weightId } }, OR: [{ setId: null }, { set: { withdrawn: false } }] },
    include: FINDING_INCLUDE,
  })
  return { ...found, name: printSubject(subject), reports }
}

/** Reports with the same members, in any order. */
async function reportsOfClaim(tx: Db, { weights }: Finding): Promise<Finding[]> {
  const rows = await tx.report.findMany({
    where: {
      members: { every: { weightId: { in: [...weights] } }, some: { weightId: weights[0] ?? 0 } },
    },
    include: FINDING_INCLUDE,
  })
  return rows.map(findingOf).filter((f) => f.weights.length === weights.length)
}
