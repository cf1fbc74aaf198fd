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

/** A report as filed, with its subject and the verdict computed from it. */
export const ReportRecord = z
  .object({
    schema_version: z.literal(1),
    sha256: Sha256.meta({ description: 'SHA-256 of the canonical JSON (RFC 8785) of `report`.' }),
    filed_at: Time,
    weights: z.array(WeightId).meta({ description: "Records of the members, in the report's order." }),
    set: SetId.nullable(),
    submissions: z.array(SubmissionId),
    verdict: Verdict,
    report: Report,
  })
  .meta({ id: 'ReportRecord' })
export type ReportRecord = z.infer<typeof ReportRecord>
