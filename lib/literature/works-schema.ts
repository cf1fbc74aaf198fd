import { z } from 'zod'
import type { Outcome } from './outcome'
import { SOURCE_KINDS } from './schema'

const number = z.int().nonnegative()

/** A publication, code or notebook: what it states, and what became of it. */
export const WorkSummary = z
  .object({
    key: z.string().meta({ example: 'yu2024' }),
    keys: z.array(z.string()).meta({ description: 'Of its parts: a table, a file. Each is a source of its own.' }),
    url: z.string(),
    citation: z.string(),
    kind: z.enum(SOURCE_KINDS).nullable(),
    year: z.int().nullable(),
    arxiv: z.string().nullable(),
    models: number.meta({ description: 'Models that its claims are about.' }),
    claims: z.object({ coordinates: number, sets: number, channels: number, neurons: number, experts: number }),
    negative_claims: number.meta({ description: 'Of its claims, those that something is not a super weight.' }),
    effects: number.meta({ description: 'Damages that it printed.' }),
    model_facts: number.meta({ description: 'Models whose family, layers and size it states.' }),
    outcomes: z
      .object({
        verified: number,
        not_confirmed: number,
        disputed: number,
        not_checked: number,
        withdrawn: number,
      } satisfies Record<Outcome, typeof number>)
      .meta({
        description:
          'What became of its claims about coordinates and sets. verified: a run here bore them out. not_confirmed: a run did not. disputed: not run, and another source contradicts it. not_checked: no run yet. withdrawn: the record was withdrawn after a challenge.',
      }),
  })
  .meta({ id: 'Source' })
export type WorkSummary = z.infer<typeof WorkSummary>
