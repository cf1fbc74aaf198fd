import { claimRecord } from '@/lib/claims/render'
import { missingOf } from '@/lib/http/missing'
import { printId } from '@/lib/ids'
import { effectRecord } from '@/lib/effects/render'
import { WeightClass } from '@/lib/protocol'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import type { Checkpoint } from '@/prisma/generated/client'
import type { ModelRows } from './include'
import type { CheckpointRead, ModelRecord } from './schema'

export const REASONS = { display_name: 'No source gives it a name other than its repo.' }
export const ONLY_LITERATURE = 'No checkpoint of it has been read yet: this data comes only from the literature.'
export const classOf = (text: string | null) => WeightClass.nullable().parse(text)

/** Totals of a model's records, listed or not. */
export type Counts = Pick<ModelRecord, 'weight_count' | 'verified_count' | 'set_count'>

/** A model's record without its version and time. */
export type RenderedModel = Omit<ModelRecord, 'version' | 'updated_at'>

/** A model's record from its rows. */
export function modelRecord(model: ModelRows, counts: Counts): RenderedModel {
  const fields = {
    schema_version: 2 as const,
    repo: model.repo,
    url: `/models/${model.repo}`,
    display_name: model.displayName,
    ...counts,
    checkpoints: model.checkpoints.map(checkpointRead),
    weights_url: `/api/v1/weights?${new URLSearchParams({ repo: model.repo, sort: 'layer' })}`,
    weights: model.weights.map((w) => ({
      id: printId('weight', w.id),
      layer: w.layer,
      tensor: w.tensor,
      row: w.row,
      col: w.col,
      level: w.level,
      class: classOf(w.class),
      verified: w.level >= VERIFIED_FROM,
      published_as_negative: w.publishedNegative,
    })),
    sets: model.sets.map((s) => ({
      id: printId('set', s.id),
      class: classOf(s.class),
      members: s.members.map((m) => printId('weight', m.weightId)),
    })),
    claims: model.claims.map(claimRecord),
    effects: model.effects.map(effectRecord),
  }
  const unread: Record<string, string> = fields.checkpoints.length === 0 ? { checkpoints: ONLY_LITERATURE } : {}
  return {
    ...fields,
    missing: { ...missingOf(fields, REASONS), ...unread },
    created_at: model.createdAt.toISOString(),
  }
}

/** A checkpoint in the API's form. */
export function checkpointRead(c: Omit<Checkpoint, 'id' | 'modelId'>): CheckpointRead {
  return {
    commit: c.commit,
    family: c.family,
    layers: c.layers,
    hidden_size: c.hiddenSize,
    intermediate_size: c.intermediateSize,
    dtype: c.dtype,
    parameters: Number(c.parameters),
    gated: c.gated,
    read_at: c.readAt.toISOString(),
  }
}
