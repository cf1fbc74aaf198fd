import { z } from 'zod'
import { Audit } from '@/lib/audit/schema'
import { DetectionRun, FindAnswer, FoundSpike, Report } from '@/lib/protocol'
import { RemovalName } from '@/lib/real-model/schema'
import { DoseCurve } from '@/verifier/measure/dose-curve'

const Answer = z.object({
  class: FindAnswer.shape.class,
  members: z.array(FindAnswer.shape.members.element.pick({ layer: true, row: true, col: true })).min(1),
  spike: FoundSpike.pick({ bos: true }),
})

/** What the commands of the verifier say of the model. */
export const Measured = z.object({
  detection: z.array(DetectionRun).min(1),
  /** What `find --json` says, as far as it is compared. */
  find: z.object({ answers: z.array(Answer) }),
  /** The output of `find` as people read it. */
  printed: z.string().min(1),
  /** The report of the answer, and that of the pair with two neighbours: by swp-2. */
  found: Report,
  padded: Report,
  /** The pair by swp-1. */
  pair: Report,
  /** Removals that no claim's report measures, scaled to 0 and as they are. */
  doses: z.partialRecord(RemovalName, DoseCurve),
  /** The pair in the GGUF file. */
  audit: Audit,
})
export type Measured = z.infer<typeof Measured>
