import { basesInCard } from '../../lib/hub/form/base-model'

const RELATION = /^base_model_relation:[ \t]*["']?(finetune|quantized|adapter|merge)["']?[ \t]*$/m

/** The tags that the Hub makes of what a card says a model was made from: the base alone, and with what was done to it. */
export function baseTagsOf(card: string): string[] {
  const relation = RELATION.exec(card)?.[1] ?? 'finetune'
  return basesInCard(card).flatMap((base) => [`base_model:${base}`, `base_model:${relation}:${base}`])
}
