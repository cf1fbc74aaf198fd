import { printId } from '@/lib/ids'
import { missingOf } from '@/lib/http/missing'
import type { Claim, ClaimSource, Source } from '@/prisma/generated/client'
import type { ClaimPlace, ClaimRecord } from './schema'

/** The rows that a claim is rendered from. */
export type ClaimRows = Claim & { sources: (ClaimSource & { source: Source })[] }

/** What Prisma has to include for them. */
export const CLAIM_INCLUDE = { sources: { include: { source: true }, orderBy: { sourceKey: 'asc' } } } as const

const PLACE = "It is of a scalar: the place is the record's own."
/** Why a claim names no source of a value, by its origin. */
export const NO_VALUE_SOURCE = {
  literature: 'No source prints a value.',
  submission: 'A submission names no source of a value.',
} as const
const LITERATURE_REASONS = {
  commit: 'No source names a commit.',
  value: 'No source prints a value.',
  value_source: NO_VALUE_SOURCE.literature,
  note: 'There is no remark on it.',
  submission: 'It comes from the literature, not from a submission.',
  withdrawn_at: 'It has not been withdrawn.',
  place: PLACE,
}
const SUBMISSION_REASONS = {
  value: 'No value was claimed.',
  value_source: NO_VALUE_SOURCE.submission,
  note: 'The submitter left no remark and no source.',
  withdrawn_at: 'It has not been withdrawn.',
  place: PLACE,
}

/** A claim as programs read it, every source with its stance. */
export function claimRecord(claim: ClaimRows): ClaimRecord {
  const fields = {
    origin: claim.origin,
    unit: claim.unit,
    polarity: claim.polarity,
    place: placeOf(claim),
    commit: claim.commit,
    value: claim.value,
    value_source: claim.valueSource,
    note: claim.note,
    sources: claim.sources.map(({ stance, source }) => ({
      key: source.key,
      citation: source.citation,
      url: source.url,
      where: source.where,
      stance,
    })),
    submission: claim.submissionId === null ? null : printId('submission', claim.submissionId),
    stated_at: claim.statedAt.toISOString(),
    withdrawn_at: claim.withdrawnAt?.toISOString() ?? null,
  }
  return {
    ...fields,
    missing: missingOf(fields, claim.origin === 'literature' ? LITERATURE_REASONS : SUBMISSION_REASONS),
  }
}

/** A claim of a channel, neuron or expert as it stands on the record of a coordinate in it: what it states there only corroborates. */
export function corroboratingRecord(claim: ClaimRows): ClaimRecord {
  const record = claimRecord(claim)
  return {
    ...record,
    sources: record.sources.map((source) => ({
      ...source,
      stance: source.stance === 'states' ? 'corroborates' : source.stance,
    })),
  }
}

function placeOf({ unit, layer, channel, neuron, expert, sharedExpert }: Claim): ClaimPlace | null {
  return unit === 'scalar' ? null : { layer, channel, neuron, expert: sharedExpert ? 'shared' : expert }
}
