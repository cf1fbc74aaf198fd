import { z } from 'zod'
import { LiteratureRepo, StoredCoordinate } from '@/lib/claims/common-schema'

/** A record, a submission and a pass have at most eight members. */
const MAX_MEMBERS = 8

/** Coordinates that a source lists together as the super weights of one model. */
export const LiteratureSet = z.strictObject({
  repo: LiteratureRepo,
  model: z.string().min(1),
  members: z.array(StoredCoordinate).min(2).max(MAX_MEMBERS),
  sources: z.array(z.string()).min(1),
  note: z.string().optional(),
})
export type LiteratureSet = z.infer<typeof LiteratureSet>
