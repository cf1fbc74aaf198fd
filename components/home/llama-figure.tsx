import { PAPER } from '@/components/models/published'
import { PerplexityBars, type PerplexityBar } from '@/components/plots/perplexity-bars'
import { ExternalLink } from '@/components/text/external-link'
import { reportedFor } from '@/lib/literature/reported'

const NAMES = [
  ['original', 'Llama-7B, intact', 'intact'],
  ['prune_super_weight', 'One super weight removed', 'claimed'],
  ['prune_7000_other_outliers', '7,000 other outlier weights removed', 'control'],
] as const satisfies readonly (readonly [string, string, PerplexityBar['tone']])[]

/** The paper's Table 1 as a plot. Its numbers are the paper's, not ours. */
export function LlamaFigure() {
  const pruning = reportedFor('huggyllama/llama-7b')?.pruning ?? []
  const bars = NAMES.flatMap(([row, name, tone]) => {
    const perplexity = pruning.find((p) => p.row === row)?.cells.find((cell) => cell.column === 'wiki2_ppl')?.value
    return perplexity === undefined || perplexity === null ? [] : [{ name, perplexity, tone }]
  })
  if (bars.length < NAMES.length) return null
  return (
    <PerplexityBars
      id="llama"
      title="WikiText-2 perplexity of Llama-7B"
      bars={bars}
      note={
        <>
          Published by Yu et al., <ExternalLink href={PAPER}>arXiv 2411.07191</ExternalLink>, Table 1; not measured
          here. Log axis from 1. The weight is layers[2].mlp.down_proj.weight[3968, 7003].
        </>
      }
    />
  )
}
