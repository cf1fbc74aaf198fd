import { z } from 'zod'
import { organisationOf } from '@/lib/organisation'
import { WeightClass } from '@/lib/protocol'
import type { ModelSummary } from './schema'

/** One model as a flat row, for tables and spreadsheets. Absent values are null. */
export const FlatModel = z.object({
  repo: z.string(),
  url: z.string(),
  organisation: z.string(),
  weights: z.int().meta({ description: 'Coordinates on record.' }),
  verified: z.int().meta({ description: 'Of them, those that this registry reproduced.' }),
  sets: z.int(),
  best_class: WeightClass.nullable(),
  best_level: z.int().nullable(),
  record_layers: z.array(z.int()).meta({ description: 'Layers with a record.' }),
  commit: z.string().nullable().meta({ description: 'Of the checkpoint read last, as all that follows.' }),
  family: z.string().nullable(),
  parameters: z.int().nullable(),
  layers: z.int().nullable(),
  hidden_size: z.int().nullable(),
  intermediate_size: z.int().nullable(),
  dtype: z.string().nullable(),
})
export type FlatModel = z.infer<typeof FlatModel>

export function flatModel({ checkpoint, ...model }: ModelSummary): FlatModel {
  return {
    repo: model.repo,
    url: model.url,
    organisation: organisationOf(model.repo),
    weights: model.weight_count,
    verified: model.verified_count,
    sets: model.set_count,
    best_class: model.best_class,
    best_level: model.best_level,
    record_layers: model.layers,
    commit: checkpoint?.commit ?? null,
    family: checkpoint?.family ?? null,
    parameters: checkpoint?.parameters ?? null,
    layers: checkpoint?.layers ?? null,
    hidden_size: checkpoint?.hidden_size ?? null,
    intermediate_size: checkpoint?.intermediate_size ?? null,
    dtype: checkpoint?.dtype ?? null,
  }
}
