import { z } from 'zod'

/** A signed value at the argmax of |.| over tokens and channels. */
export const Extreme = z.object({
  value: z.number(),
  token: z.int().nonnegative(),
  channel: z.int().nonnegative(),
})
export type Extreme = z.infer<typeof Extreme>

export const LayerExtremes = z.object({
  input: Extreme.meta({ description: 'Down-projection input x.' }),
  output: Extreme.meta({
    description:
      'Down-projection output y, as it enters the residual stream: after the norm that follows it, where a family has one.',
  }),
  projection: Extreme.optional().meta({
    description: 'y before that norm; absent where y enters the residual stream as it is.',
  }),
  residual: Extreme.meta({ description: 'Residual stream after the layer.' }),
})
export type LayerExtremes = z.infer<typeof LayerExtremes>

export const FoundWeight = z.object({
  tensor: z.string(),
  layer: z.int().nonnegative(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  token: z.int().nonnegative(),
  share: z.number().meta({ description: 'x[t, k] * W[j, k] / y[t, j].' }),
  output: z.number().meta({ description: 'y[t, j].' }),
  late_echo: z.boolean().meta({ description: 'The channel does not stay: not a candidate.' }),
})
export type FoundWeight = z.infer<typeof FoundWeight>

/** A spike that no weight makes: there is nothing to remove. */
export const SpikePlace = z.object({
  layer: z.int().nonnegative(),
  token: z.int().nonnegative(),
  channel: z.int().nonnegative(),
  output: z.number().meta({ description: 'y[t, j].' }),
  late_echo: z.boolean().meta({ description: 'The channel does not stay in the residual stream.' }),
})
export type SpikePlace = z.infer<typeof SpikePlace>

export const DetectionRun = z.object({
  prompt: z.int().nonnegative().meta({ description: "Index into the protocol's prompts." }),
  bos: z.enum(['own', 'toggled']),
  token_ids: z.array(z.int().nonnegative()),
  rounds: z
    .array(
      z.object({
        layers: z.array(LayerExtremes),
        found: z.array(FoundWeight).meta({
          description:
            'What made the spikes of this round. Candidates are removed before the next one; late echoes are named and stay.',
        }),
        unexplained: z.array(SpikePlace).optional().meta({
          description:
            'Spikes of which no weight of the down projection makes enough: biases do, or many weights. Absent in reports of swp-1.',
        }),
      }),
    )
    .min(1),
})
export type DetectionRun = z.infer<typeof DetectionRun>

/** What is needed to judge one member: taken in the round in which it shows, earlier finds removed. */
export const MemberEvidence = z.object({
  seen: z
    .boolean()
    .meta({ description: 'Whether detection found this member in any round; else measured in the intact model.' }),
  prompt: z.int().nonnegative(),
  bos: z.enum(['own', 'toggled']),
  round: z.int().nonnegative().meta({ description: 'How many removal rounds came before: 0 is the intact model.' }),
  token: z.int().nonnegative(),
  output: z.number().meta({ description: 'y[t, j].' }),
  layer_output: Extreme.meta({ description: "The layer's largest |y|." }),
  median_of_layer_maxima: z.number().nonnegative(),
  input: z.number().meta({ description: 'x[t, k].' }),
  layer_input: Extreme.meta({ description: "The layer's largest |x|." }),
  share: z.number(),
  channel_rank: z.int().positive().nullable().optional().meta({
    description:
      "Place of this channel among the layer's channels by their largest |y|, 1 for the largest; null beyond those that the protocol looks at. Absent in reports of swp-1.",
  }),
  residual_before: z.array(z.number()).meta({ description: 'h[t, j] after every layer, this member present.' }),
  residual_after: z.array(z.number()).meta({
    description:
      'swp-1: the same with the members found in this round removed too. swp-2: h[t, j] of the intact model with exactly the members of the claim removed that write this channel.',
  }),
  residual_intact: z.array(z.number()).optional().meta({
    description: 'h[t, j] after every layer of the intact model. Absent in reports of swp-1.',
  }),
  residual_without_this: z.array(z.number()).optional().meta({
    description: 'The same with only this member removed. Absent in reports of swp-1.',
  }),
})
export type MemberEvidence = z.infer<typeof MemberEvidence>
