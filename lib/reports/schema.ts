import { z } from 'zod'
import { Report, Sha256, Verdict, RatioRecord, WeightClass } from '@/lib/protocol'
import { SetId, SubmissionId, WeightId } from '@/lib/ids'
import { Time } from '@/lib/http/common-schema'

/** The summary of a report in a weight's or set's record. */
export const ReportSummary = z.object({
  sha256: Sha256,
  filed_at: Time,
  protocol: z.string().meta({ example: 'swp-2' }),
  grade: z.enum(['quick', 'standard', 'full']),
  corpus: z.string(),
  accepted: z.boolean(),
  class: WeightClass.nullable(),
  damage: RatioRecord,
  summary: z.string(),
  signed_by: Sha256.optional().meta({
    description:
      'Fingerprint of the key that signed it: the run of somebody else, which the report tells of. Absent for runs of this registry.',
  }),
  withdrawn: z.literal(true).optional().meta({
    description: 'A maintainer took the signed run back: it counts for nothing. Absent otherwise.',
  }),
})
export type ReportSummary = z.infer<typeof ReportSummary>

/** Who vouches for a report, as everyone may check it. */
export const SignatureRecord = z.object({
  account: z.string().nullable().meta({ description: 'Null where the person has left.' }),
  key: z.object({ fingerprint: Sha256, public_key: z.string(), revoked_at: Time.nullable() }),
  statement: z.string().meta({ description: 'What was signed, byte for byte.' }),
  signature: z.string(),
  record: z.string().meta({ description: 'The record in the version to which it was given.', example: 'SW-000123.4' }),
  filed_at: Time,
  withdrawn: z.object({ at: Time, reason: z.string() }).optional().meta({
    description: 'A maintainer took it back: it counts for nothing. Absent otherwise.',
  }),
})
export type SignatureRecord = z.infer<typeof SignatureRecord>

/** A report as filed, with its subject and the verdict computed from it. */
export const ReportRecord = z
  .object({
    schema_version: z.literal(1),
    sha256: Sha256.meta({ description: 'SHA-256 of the canonical JSON (RFC 8785) of `report`.' }),
    filed_at: Time,
    weights: z.array(WeightId).meta({ description: "Records of the members, in the report's order." }),
    set: SetId.nullable(),
    submissions: z.array(SubmissionId),
    reproduction: SignatureRecord.optional().meta({
      description: 'Who ran it and signed it. Absent where a worker of this registry ran it.',
    }),
    verdict: Verdict,
    report: Report,
  })
  .meta({ id: 'ReportRecord' })
export type ReportRecord = z.infer<typeof ReportRecord>
