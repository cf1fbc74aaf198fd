import { z } from 'zod'
import { DetectionRun, FindResult, Report } from '@/lib/protocol'
import { RemovalName } from '@/lib/real-model/schema'
import { DoseCurve } from '@/verifier/measure/dose-curve'

/** What the commands of the verifier say of the model. */
export const Measured = z.object({
  detection: z.array(DetectionRun).min(1),
  find: FindResult,
  /** The output of `find` as people read it. */
  printed: z.string().min(1),
  /** The report of the answer, and that of the pair with two neighbours: by swp-2. */
  found: Report,
  padded: Report,
  /** The pair by swp-1. */
  pair: Report,
  /** Removals that no claim's report measures, scaled to 0 and as they are. */
  doses: z.partialRecord(RemovalName, DoseCurve),
})
export type Measured = z.infer<typeof Measured>
