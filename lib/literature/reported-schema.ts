import { z } from 'zod'

const Cell = z.number().nullable()
const Row = z.array(Cell)
const ByScale = z.record(z.string().regex(/^\d+(\.\d+)?$/), z.number())
const AtChannel = z.tuple([z.number(), z.int().nonnegative()])

/** A table whose `columns` name the cells of every other member, one row per repo. */
const TableByRepo = z
  .object({ columns: z.array(z.string()) })
  .catchall(Row)
  .superRefine(({ columns, ...rows }, context) => {
    for (const [repo, row] of Object.entries(rows)) {
      if (row.length !== columns.length)
        context.addIssue({
          code: 'custom',
          path: [repo],
          message: `expected ${columns.length} cells, got ${row.length}`,
        })
    }
  })

const Trace = z.strictObject({
  prompt: z.string().optional(),
  dtype: z.string().optional(),
  source: z.string().optional(),
  token: z.int().nonnegative().optional(),
  down_proj_input_max: z.record(z.string(), z.union([z.number(), AtChannel])),
  down_proj_output_max: z.record(z.string(), z.union([z.number(), AtChannel])),
  residual_max: z.string().optional(),
})

/** `content/index/reported-results.json`: figures as printed by the paper and its notebook. */
export const ReportedResults = z.strictObject({
  readme: z.string(),
  zero_shot_tasks: z.array(z.string()),
  table1_llama7b: z.strictObject({
    columns: z.array(z.string()),
    original: Row,
    prune_super_weight: Row,
    prune_7000_other_outliers: Row,
    prune_super_weight_restore_super_activation: Row,
    remark: z.string(),
  }),
  scaling_all_super_weights_average_accuracy: z.record(z.string(), ByScale),
  fp16_perplexity: TableByRepo,
  w8a8_perplexity: TableByRepo,
  int4_round_to_nearest_average_accuracy_by_block: z
    .object({ blocks: z.array(z.string()) })
    .catchall(z.strictObject({ rtn: Row, super_weight_kept_outliers_clipped: Row })),
  detection_trace: z.record(z.string(), Trace),
})
export type ReportedResults = z.infer<typeof ReportedResults>
