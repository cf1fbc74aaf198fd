import { printId } from '@/lib/ids'
import { missingOf } from '@/lib/http/missing'
import type { Claim, ClaimSource, Source } from '@/prisma/generated/client'
import type { ClaimPlace, ClaimRecord } from './schema'

/** The rows a claim is rendered from. */
export type ClaimRows = Claim & { sources: (ClaimSource & { source: Source })[] }

/** The Prisma include for them. */
export const CLAIM_INCLUDE = { sources: { include: { source: true }, orderBy: { sourceKey: 'asc' } } } as const

const PLACE = 'The claim is about a scalar: its place is that of the record.'
/** Why a claim has no source of its value, by origin of the claim. */
export const NO_VALUE_SOURCE = {
  literature: 'No source prints a value.',
  submission: 'Submissions do not name a source of the value.',
} as const
const LITERATURE_REASONS = {
  commit: 'No source names a commit.',
  value: 'No source prints a value.',
  value_source: NO_VALUE_SOURCE.literature,
  note: 'No remark was given.',
  submission: 'The claim comes from the literature, not from a submission.',
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

/** A claim in the API's form, every source with its stance. */
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

/** A claim about a channel, neuron or expert, as shown on the record of a coordinate in it: there it only corroborates. */
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
