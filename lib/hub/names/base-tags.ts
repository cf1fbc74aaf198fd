import { isRepo } from './repo'

/** `base_model:owner/name`, and once more with what was done to it: huggingface.co/docs/hub/model-cards, "Specifying a base model". */
const BASE_TAG = /^base_model:(?:(?:finetune|quantized|adapter|merge):)?([^:]+)$/
/** A merge names two or three. */
export const MAX_BASES = 5

/** The models that the Hub's tags say a repo was made from. */
export function basesInTags(tags: readonly string[]): string[] {
  const named = tags.flatMap((tag) => BASE_TAG.exec(tag)?.[1] ?? []).filter(isRepo)
  return [...new Set(named)].slice(0, MAX_BASES)
}
