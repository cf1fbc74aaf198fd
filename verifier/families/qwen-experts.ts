import type { ExpertTraits } from './blueprint'
import { InvalidCheckpoint } from './errors'
import type { ConfigReader } from './reader'
import type { ExpertNames } from './slots'

const AT = 'mlp.experts.{expert}.'
export const QWEN_EXPERTS: ExpertNames = { gate: `${AT}gate_proj`, up: `${AT}up_proj`, down: `${AT}down_proj` }
export const QWEN_ROUTER = 'mlp.gate'

/** A softmax over all experts, the best few taken. */
export const PLAIN_ROUTING = { scoring: 'softmax', groups: null, factor: 1 } as const

/** Which layers of a Qwen mixture have experts: every `decoder_sparse_step`th, except those listed as feed-forward only. */
export function isSparse(config: ConfigReader): (layer: number) => boolean {
  const step = config.size('decoder_sparse_step')
  const dense = config.list(0, 'mlp_only_layers') ?? []
  return (layer) => !dense.includes(layer) && (layer + 1) % step === 0
}

/** Number of experts, and of experts per token. @throws InvalidCheckpoint when there are more per token than in all */
export function expertCounts(config: ConfigReader, name: string): Pick<ExpertTraits, 'count' | 'perToken'> {
  const counts = { count: config.size(name), perToken: config.size('num_experts_per_tok') }
  if (counts.perToken > counts.count)
    throw new InvalidCheckpoint(`config.json: a token cannot go to ${counts.perToken} of ${counts.count} experts.`)
  return counts
}
