import { z } from 'zod'
import content from '@/content/index/reported-results.json'
import { ReportedResults } from './reported-schema'

/** The model of the paper's Table 1. */
const TABLE_1_REPO = 'huggyllama/llama-7b'

/** A number printed for a model, with its column. */
export interface ReportedCell {
  readonly column: string
  readonly value: number | null
}

/** Figures printed by the paper or its notebook about one model. None was measured by this registry. */
export interface ReportedModel {
  readonly repo: string
  /** The origin and the gaps of the figures, quoted from the file. */
  readonly readme: string
  /** Perplexity of the fp16 model, by corpus. */
  readonly perplexity: readonly ReportedCell[]
  /** Perplexity after 8-bit quantisation of weights and activations. */
  readonly w8a8: readonly ReportedCell[]
  /** Average zero-shot accuracy (%) with all super weights multiplied by `scale`, in order of scale. */
  readonly scaling: readonly { readonly scale: number; readonly accuracy: number }[]
  /** Table 1 of the paper, only for its model. */
  readonly pruning: readonly { readonly row: string; readonly cells: readonly ReportedCell[] }[]
}

/**
 * The figures of `content/index/reported-results.json`, validated.
 * @throws Error listing the problems of the file
 */
export function reportedResults(): ReportedResults {
  const checked = ReportedResults.safeParse(content)
  if (!checked.success)
    throw new Error(`content/index/reported-results.json is wrong:\n${z.prettifyError(checked.error)}`)
  return checked.data
}

/** The figures printed about one repo, or null. */
export function reportedFor(repo: string): ReportedModel | null {
  const all = reportedResults()
  const { table1_llama7b: table } = all
  const rows = {
    original: table.original,
    prune_super_weight: table.prune_super_weight,
    prune_7000_other_outliers: table.prune_7000_other_outliers,
    prune_super_weight_restore_super_activation: table.prune_super_weight_restore_super_activation,
  }
  const found: ReportedModel = {
    repo,
    readme: all.readme,
    perplexity: cellsOf(all.fp16_perplexity, repo),
    w8a8: cellsOf(all.w8a8_perplexity, repo),
    scaling: Object.entries(all.scaling_all_super_weights_average_accuracy[repo] ?? {})
      .map(([scale, accuracy]) => ({ scale: Number(scale), accuracy }))
      .sort((a, b) => a.scale - b.scale),
    pruning:
      repo === TABLE_1_REPO
        ? Object.entries(rows).map(([row, cells]) => ({ row, cells: zip(table.columns, cells) }))
        : [],
  }
  return found.perplexity.length + found.w8a8.length + found.scaling.length + found.pruning.length > 0 ? found : null
}

function cellsOf(table: ReportedResults['fp16_perplexity'], repo: string): ReportedCell[] {
  const { columns, ...rows } = table
  return zip(columns, Object.hasOwn(rows, repo) ? (rows[repo] ?? []) : [])
}

function zip(columns: readonly string[], cells: readonly (number | null)[]): ReportedCell[] {
  return cells.map((value, i) => ({ column: columns[i] ?? '', value }))
}
