import { z } from 'zod'
import { ClaimRecord } from '@/lib/claims/schema'
import { CLAIM_UNITS } from '@/lib/claims/common-schema'
import { CursorText, Repo, searchText } from '@/lib/http/common-schema'
import { listParameter } from '@/lib/list-parameter'
import { wholeNumber } from '@/lib/whole-number'
import { FACET_PARAMETERS } from './schema'

/** A claim about a channel, a neuron or an expert, with its model: it has no record of its own. */
export const UnitClaimRecord = z
  .object({
    repo: Repo,
    family: z.string().nullable(),
    relative_depth: z
      .number()
      .nullable()
      .meta({ description: 'layer / (layers - 1); null where either is not known.' }),
    claim: ClaimRecord,
  })
  .meta({ id: 'UnitClaim' })
export type UnitClaimRecord = z.infer<typeof UnitClaimRecord>

/** The facets that such claims have, and the unit. */
const { class: _class, level: _level, ...facets } = FACET_PARAMETERS

export const UnitClaimQuery = z.object({
  model: searchText(200).optional().meta({ description: 'Repo, or part of its name.' }),
  repo: searchText(200).optional().meta({ description: 'Exactly this repo.' }),
  layer: wholeNumber(0, 9999).optional(),
  unit: listParameter(z.enum(CLAIM_UNITS).exclude(['scalar']), {
    description: 'What the claim names; any by default.',
  }),
  ...facets,
  limit: wholeNumber(1, 200).default(50),
  cursor: CursorText.optional(),
})
export type UnitClaimQuery = z.infer<typeof UnitClaimQuery>

export const UnitClaimExportQuery = UnitClaimQuery.omit({ limit: true, cursor: true })
export type UnitClaimExportQuery = z.infer<typeof UnitClaimExportQuery>
