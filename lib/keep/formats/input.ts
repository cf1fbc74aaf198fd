import { z } from 'zod'

/** A weight that must stay in high precision, as its checkpoint stores it. */
export const KeptWeight = z.object({
  /** Name in safetensors: `model.layers.2.mlp.down_proj.weight`. */
  tensor: z.string(),
  layer: z.int().nonnegative(),
  expert: z.int().nonnegative().nullable(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  /** Rows and columns of the stored tensor; null where they are unknown. */
  shape: z.tuple([z.int().positive(), z.int().positive()]).readonly().nullable(),
})
export type KeptWeight = z.infer<typeof KeptWeight>

/** What to keep of one checkpoint. An order, such as the strongest weight first, is kept. */
export const KeepInput = z.object({
  repo: z.string(),
  commit: z.string().nullable(),
  /** `model_type` of config.json. */
  family: z.string().nullable(),
  /** Parameters of the whole model, over which bits per weight are averaged. */
  parameters: z.int().positive().nullable(),
  weights: z.array(KeptWeight).readonly(),
})
export type KeepInput = z.infer<typeof KeepInput>
