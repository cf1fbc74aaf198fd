import { z } from 'zod'
import { Report, WeightClass, type Verdict } from '@/lib/protocol'

/** Python writes an infinite R as a word that JSON does not have; the demo models have none. */
const Ratio = z.object({ ratio: z.number(), lower: z.number(), upper: z.number() })

/** The verdict that scripts/referee/verify.py computes from its own report, by rules of its own. */
export const RefereeVerdict = z.object({
  accepted: z.boolean(),
  class: WeightClass.nullable(),
  grade: z.string(),
  damage: Ratio,
  intact_perplexity: z.number(),
  edited_perplexity: z.number(),
  control_ratio: z.number(),
  checks: z.array(z.object({ id: z.string(), member: z.int().nullable(), passed: z.boolean() })),
  core: z.array(z.int()).nullable(),
  crosses_class_border: z.boolean(),
})
export type RefereeVerdict = z.infer<typeof RefereeVerdict>

/** What the referee says of a claim. */
export const Answer = z.object({ coordinates: z.array(z.string()).min(1), report: Report, verdict: RefereeVerdict })
export type Answer = z.infer<typeof Answer>

/** What two verdicts must share to the letter: class, grade, every check, the core. */
export function decisionOf(verdict: RefereeVerdict | Verdict) {
  const { accepted, class: cls, grade, core, crosses_class_border } = verdict
  const checks = verdict.checks.map(({ id, member, passed }) => ({ id, member, passed }))
  return { accepted, class: cls, grade, core, crosses_class_border, checks }
}
