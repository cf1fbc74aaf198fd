import { z } from 'zod'
import { GRADES, Nonce, OUTCOMES, Sha256, Signature, Statement } from '@/lib/protocol'
import { Time } from '@/lib/timestamp'

/** What will be, or was, measured with: to be refused before hours of computing. */
const VerifierHint = z.strictObject({
  engine: z.string().min(1).max(200).meta({ example: 'torch 2.13.0' }),
  cpu: z.string().min(1).max(200),
  device: z.string().min(1).max(60).default('cpu'),
})

/** Which record somebody wants to reproduce. */
export const NonceInput = z.strictObject({
  record: z
    .string()
    .min(1)
    .max(40)
    .meta({ description: 'A weight or a set, without a version.', example: 'SW-000001' }),
  verifier: VerifierHint.optional().meta({
    description:
      'Engine and hardware, in the words of the report: what would be refused for them is refused now, and not after hours of computing.',
  }),
})
export type NonceInput = z.infer<typeof NonceInput>

/** Leave to file one signed report, with everything that the statement and the measurement need. */
export const NonceRecord = z.object({
  nonce: Nonce.meta({ description: 'Single-use. Valid for this account only.' }),
  expires_at: Time,
  registry: z.string().meta({
    description:
      'What the statement names as registry. Empty where this registry does not know its own address: name the one that you asked.',
  }),
  record: z
    .string()
    .meta({ description: 'The record in its version, as the statement names it.', example: 'SW-000123.4' }),
  repo: z.string(),
  commit: z.string(),
  coordinates: z.array(z.string()).meta({ description: 'The members to remove, in this order.' }),
  claimed_value: z.number().nullable(),
  grade: z.enum(GRADES),
  corpus: z.string(),
  protocol: z.object({ id: z.string(), sha256: Sha256 }),
  report: Sha256.meta({ description: 'The report of this registry that is reproduced.' }),
})
export type NonceRecord = z.infer<typeof NonceRecord>

/** A signed report. */
export const ReproductionInput = z.strictObject({
  statement: Statement,
  signature: Signature.meta({ description: 'Of the canonical JSON (RFC 8785) of `statement`, in UTF-8.' }),
  report: z.looseObject({}).meta({ description: 'A report, as /api/v1/schemas/report.json describes it.' }),
})
export type ReproductionInput = z.infer<typeof ReproductionInput>

/** What became of a signed report. */
export const ReproductionRecord = z.object({
  report: Sha256,
  url: z.string(),
  record: z.string().meta({ example: 'SW-000123' }),
  key: Sha256,
  outcome: z.enum(OUTCOMES).meta({
    description:
      'Whether the verdicts are the same and R lies within tolerance; `not-comparable` where both confirm it on different windows.',
  }),
  reproduces: Sha256.meta({ description: 'The report of this registry that it is compared with.' }),
  level: z.object({ number: z.int(), word: z.string(), conflicting: z.boolean() }).meta({
    description: 'Of the record now.',
  }),
})
export type ReproductionRecord = z.infer<typeof ReproductionRecord>
