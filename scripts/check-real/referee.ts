import { z } from 'zod'
import { RemovalName } from '@/lib/real-model/schema'

const Peak = z.object({ value: z.number(), token: z.int(), channel: z.int() })
const Place = z.object({ layer: z.int(), channel: z.int(), neuron: z.int() })

const Layer = z.object({ down_proj_input: Peak, down_proj_output: Peak, residual_after: Peak })
export type RefereeLayer = z.infer<typeof Layer>

const Spike = z.object({
  layer: z.int(),
  token: z.int(),
  channel: z.int(),
  value: z.number(),
  contributors: z.array(z.object({ neuron: z.int(), share: z.number() })),
})
export type RefereeSpike = z.infer<typeof Spike>

const Ratio = z.object({ ratio: z.number(), lower: z.number(), upper: z.number() })

/** What scripts/referee/real_model.py writes, as far as it is compared. */
export const Referee = z.object({
  source: z.object({ package: z.string(), file: z.string(), sha256: z.string() }),
  made_with: z.object({ python: z.string(), torch: z.string(), transformers: z.string() }),
  corpus: z.object({ sha256: z.string(), tokens: z.int() }),
  values: z.record(z.string(), z.number()),
  /** The pair in the GGUF file, as gguf-py dequantises it. */
  dequantised: z.record(z.string(), z.number()),
  traces: z
    .array(
      z.object({
        prompt: z.string(),
        bos: z.boolean(),
        token_ids: z.array(z.int()),
        layers: z.array(Layer),
        spikes: z.array(Spike),
      }),
    )
    .min(1),
  removal_rounds: z.array(z.object({ removed: z.array(Place), layers: z.array(Layer), spikes: z.array(Spike) })).min(2),
  suppression: z.object({
    token: z.int(),
    channel: z.int(),
    intact: z.array(z.number()),
    edited: z.object({
      'alone:0': z.array(z.number()),
      'alone:1': z.array(z.number()),
      pair: z.array(z.number()),
    }),
  }),
  damage: z.object({
    quick: z.object({
      windows: z.int(),
      length: z.int(),
      perplexity: z.number(),
      streams: z.record(z.union([z.literal('intact'), RemovalName]), Ratio),
    }),
  }),
})
export type Referee = z.infer<typeof Referee>
