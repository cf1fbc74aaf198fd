import { z } from 'zod'
import { CheckpointShape } from './checkpoint-shape'
import { DetectionRun, MemberEvidence } from './report-detection'
import { PerplexityRun } from './report-perplexity'
import { Sha256 } from './hash-schema'

export const StaticReading = z.object({
  bits: z
    .string()
    .regex(/^[0-9a-f]+$/)
    .meta({ description: 'The stored bits, most significant first, in hex.' }),
  value: z.number(),
  dtype: z.string(),
  shape: z.tuple([z.int().positive(), z.int().positive()]),
  rank: z.int().positive().meta({ description: 'Place of |W| among all weights of the tensor, 1 for the largest.' }),
  z_score: z.number().meta({ description: '(W - mean) / standard deviation over the tensor.' }),
})
export type StaticReading = z.infer<typeof StaticReading>

export const Member = z.object({
  tensor: z.string(),
  layer: z.int().nonnegative(),
  expert: z.int().nonnegative().nullable(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  output_channel: z.int().nonnegative(),
  input_neuron: z.int().nonnegative(),
  claimed_value: z.number().nullable(),
  static: StaticReading,
  evidence: MemberEvidence,
})
export type Member = z.infer<typeof Member>

/** What made the numbers. A field that came later is optional and has no default: filling it in would change the SHA-256 that names an older report. */
export const VerifierFacts = z.object({
  version: z.string().meta({ description: 'Version of the verifier itself.' }),
  engine: z.string().meta({ description: 'What computed, and its version: name, space, version.' }),
  packages: z.record(z.string(), z.string()).optional().meta({
    description:
      'Versions of the packages beside the engine that the numbers depend on. Absent in reports older than this field.',
  }),
  node: z.string().meta({
    description: 'Version of Node.js; of a verifier without it, `none: ` and what runs it instead, with its version.',
  }),
  cpu: z.string().meta({ description: "The processor's model, system and architecture." }),
  device: z.string().optional().meta({
    description:
      "Which part of the machine computed, in the engine's word for it: cpu, cuda, webgpu. Absent in reports older than this field.",
  }),
  threads: z.int().positive().meta({ description: 'Threads inside one operation, where the device is the processor.' }),
  number_format: z.literal('float32').meta({ description: 'What the arithmetic is done in.' }),
})
export type VerifierFacts = z.infer<typeof VerifierFacts>

/**
 * The raw outcome of one verification run: enough to compute the verdict from it alone, and no verdict in it.
 * Named by the SHA-256 of its canonical JSON.
 */
export const Report = z
  .object({
    schema_version: z.literal(1),
    protocol: z.object({
      id: z
        .string()
        .regex(/^swp-\d+$/)
        .meta({ description: 'Id of the protocol, such as swp-2; its SHA-256 names the document.' }),
      sha256: Sha256,
    }),
    checkpoint: z.object({
      repo: z.string(),
      commit: z.string().regex(/^[0-9a-f]{40}$/),
      ...CheckpointShape.shape,
    }),
    members: z.array(Member).min(1).max(8),
    tokenizer: z.object({ sha256: Sha256, bos_token_id: z.int().nonnegative().nullable(), adds_bos: z.boolean() }),
    detection: z.array(DetectionRun).min(1),
    perplexity: z
      .array(PerplexityRun)
      .min(1)
      .meta({ description: 'One run a grade, cheapest first; the last one decides.' }),
    verifier: VerifierFacts,
    started_at: z.iso.datetime(),
    finished_at: z.iso.datetime(),
  })
  .meta({
    id: 'Report',
    description:
      'The raw outcome of one verification run, named by the SHA-256 of its canonical JSON (RFC 8785). It holds no verdict: that is computed from it.',
  })
export type Report = z.infer<typeof Report>
