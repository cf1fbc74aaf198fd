import { z } from 'zod'

/** What a claim names. Only a scalar is a coordinate and has a record of its own. */
export const CLAIM_UNITS = ['scalar', 'channel', 'neuron', 'expert'] as const

/** negative: the source reports that removing it does little or no damage. */
export const CLAIM_POLARITIES = ['claims', 'negative'] as const

export const Index = z.int().nonnegative()
export const LiteratureRepo = z.string().regex(/^[^/\s]+\/[^/\s]+$/)

/** A coordinate as the checkpoint stores it. */
export const StoredCoordinate = z.strictObject({ tensor: z.string().min(1), row: Index, col: Index })
export type StoredCoordinate = z.infer<typeof StoredCoordinate>
