import type { HubTokenizer } from '@/lib/hub/tokenizer/types'
import type { DetectionRun, Protocol } from '@/lib/protocol'

/** One prompt as the model is given it. */
export interface Variant {
  /** Index into the protocol's prompts. */
  readonly prompt: number
  /** `own`: BOS as the tokenizer's settings have it; `toggled`: the other way round. */
  readonly bos: DetectionRun['bos']
  readonly tokens: readonly number[]
}

/** Channels of a layer that detection looks at. */
export const channelsLookedAt = ({ detection }: Protocol): number => detection.spikes?.channels_per_layer ?? 1

/** BOS where the tokenizer's own settings put it; none for a tokenizer that has none. */
export function bosTokens(tokenizer: HubTokenizer, adds: boolean): number[] {
  return adds && tokenizer.bosTokenId !== null ? [tokenizer.bosTokenId] : []
}

/**
 * The protocol's prompts with the tokenizer's own BOS policy, then all of them with the other one (protocol.md, 3.2): many
 * super weights fire on the first token whatever it is, others on BOS only. A tokenizer without BOS has nothing to toggle.
 */
export function variantsOf(tokenizer: HubTokenizer, protocol: Protocol): Variant[] {
  return protocol.detection.bos
    .filter((bos) => bos === 'own' || tokenizer.bosTokenId !== null)
    .flatMap((bos) =>
      protocol.detection.prompts.map((text, prompt) => ({
        prompt,
        bos,
        tokens: [...bosTokens(tokenizer, tokenizer.addsBos === (bos === 'own')), ...tokenizer.encode(text)],
      })),
    )
}
