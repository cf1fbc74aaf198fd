import { missingOf } from '@/lib/http/missing'
import { printId } from '@/lib/ids'
import type { Prisma } from '@/prisma/generated/client'
import type { EffectRecord } from './schema'
import { LiteratureEffect } from './literature-schema'

/** All rows a published effect is rendered from. */
export const EFFECT_INCLUDE = {
  source: true,
  removed: { include: { weight: true }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.EffectInclude

export type EffectRows = Prisma.EffectGetPayload<{ include: typeof EFFECT_INCLUDE }>

const REASONS = {
  corpus: 'Its corpus is not known.',
  conditions: 'The source states no windows.',
  before: 'The source prints a ratio alone.',
  after: 'The source prints a ratio, not this figure.',
  note: 'No remark was given.',
}

/** A published effect in the API's form. */
export function effectRecord({ body, source, removed }: EffectRows): EffectRecord {
  const effect = LiteratureEffect.parse(body)
  const { metric, corpus, approximate } = effect
  const before = effect.before ?? null
  const after = effect.after ?? null
  const ratio =
    metric === 'perplexity' ? (effect.ratio ?? (before !== null && after !== null ? after / before : null)) : null
  const fields = {
    measured_here: false as const,
    metric,
    corpus,
    conditions: effect.conditions ?? null,
    before,
    after,
    ratio,
    approximate,
    removed: {
      weights: removed.map(({ weight: { id, tensor, row, col } }) => ({ id: printId('weight', id), tensor, row, col })),
      experts: effect.removed.flatMap((member) => ('tensor' in member ? [] : [member])),
    },
    source: { key: source.key, citation: source.citation, url: source.url, where: source.where },
    note: effect.note ?? null,
  }
  return {
    ...fields,
    missing: {
      ...missingOf(fields, REASONS),
      ...(ratio === null ? { ratio: 'No ratio is formed for accuracies.' } : {}),
    },
  }
}
