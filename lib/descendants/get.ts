import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { comparisonOf } from '@/lib/keep/comparison'
import type { KeepMember } from '@/lib/keep/answers/schema'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import type { Descendant, DescendantLookup, DescendantValue as StoredValue } from '@/prisma/generated/client'
import { verifiedCoordinates } from './coordinates'
import type { ComparedWeight, DescendantRecord, DescendantsRecord, DescendantValue } from './schema'

/** What is known of the models made from one; null where there is no such model on record, or nothing verified of it. @param repo in the Hub's spelling */
export async function descendantsOf(repo: string): Promise<DescendantsRecord | null> {
  const [model, members] = await Promise.all([
    db.model.findUnique({
      where: { repo },
      select: { lookup: true, descendants: { include: { values: true }, orderBy: { repo: 'asc' } } },
    }),
    verifiedCoordinates(repo),
  ])
  if (model === null || members.length === 0) return null
  const weights = members.flatMap(weightOf)
  const verified = await verifiedIn(
    model.descendants.map((one) => one.repo),
    weights,
  )
  return {
    schema_version: 1,
    repo,
    lookup: model.lookup && lookupOf(model.lookup),
    weights,
    items: model.descendants.map((one) => recordOf(one, weights, verified)).toSorted(compareChange),
  }
}

const weightOf = ({ weight, tensor, row, col, layer, value, dtype, bits }: KeepMember): ComparedWeight[] =>
  value === null ? [] : [{ weight, tensor, row, col, layer, value, dtype, bits }]

function lookupOf(lookup: DescendantLookup): DescendantsRecord['lookup'] {
  const { state, toRead, read, passedOver, more, reason, askedAt, finishedAt } = lookup
  return {
    state,
    to_read: toRead,
    read,
    passed_over: passedOver,
    more,
    reason,
    asked_at: askedAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
  }
}

/** `repo tensor row col` of what this registry reproduced in those models. */
async function verifiedIn(repos: readonly string[], weights: readonly ComparedWeight[]): Promise<ReadonlySet<string>> {
  const known = await db.weight.findMany({
    where: {
      model: { repo: { in: [...repos] } },
      level: { gte: VERIFIED_FROM },
      class: { in: ['A', 'B'] },
      OR: weights.map(({ tensor, row, col }) => ({ tensor, row, col })),
    },
    select: { tensor: true, row: true, col: true, model: { select: { repo: true } } },
  })
  return new Set(known.map(({ model, tensor, row, col }) => `${model.repo} ${tensor} ${row} ${col}`))
}

function recordOf(
  { repo, commit, readAt, cause, reason, values }: Descendant & { values: StoredValue[] },
  weights: readonly ComparedWeight[],
  verified: ReadonlySet<string>,
): DescendantRecord {
  const stored = new Map(values.map((one) => [printId('weight', one.weightId), one]))
  return {
    repo,
    commit,
    read_at: readAt.toISOString(),
    reason: cause === null || reason === null ? null : { code: cause, text: reason },
    values: weights.flatMap((weight) => {
      const here = stored.get(weight.weight)
      const isVerified = verified.has(`${repo} ${weight.tensor} ${weight.row} ${weight.col}`)
      return here === undefined ? [] : (valueOf(here, weight, isVerified) ?? [])
    }),
  }
}

function valueOf({ value, dtype, bits }: StoredValue, base: ComparedWeight, verified: boolean): DescendantValue | null {
  const compared = comparisonOf({ value, dtype, bits }, base)
  if (compared === null) return null
  return {
    weight: base.weight,
    value,
    dtype,
    bits,
    compared,
    change: base.value === 0 ? null : value / base.value - 1,
    verified,
  }
}

/** What changed most comes first, and what could not be read last. */
function compareChange(a: DescendantRecord, b: DescendantRecord): number {
  return sizeOf(b) - sizeOf(a) || a.repo.localeCompare(b.repo)
}

const sizeOf = ({ values }: DescendantRecord) => Math.max(-1, ...values.map(({ change }) => Math.abs(change ?? 0)))
