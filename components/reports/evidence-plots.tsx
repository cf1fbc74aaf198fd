import { LayerSpikes } from '@/components/plots/layer-spikes'
import { PerplexityBars } from '@/components/plots/perplexity-bars'
import { ResidualTrace } from '@/components/plots/residual-trace'
import { protocolOf, type Report } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'
import { CorpusLine } from './corpus-line'
import { perplexityRows } from './perplexity-rows'
import { SpikeNote } from './spike-note'
import { spikeSeries } from './spike-series'

/** The evidence of a member: the spike by layer, and the channel of the residual stream with the weight and without it. */
export function SpikePlots({ report, index }: { report: Report; index: number }) {
  const member = report.members[index]
  if (!member) return null
  const { evidence } = member
  const series = spikeSeries(report, member)
  const { prompts, spike_min_abs: floor } = protocolOf(report.protocol.sha256).detection
  const after =
    evidence.round > 0 ? `, after ${evidence.round} removal ${evidence.round === 1 ? 'round' : 'rounds'}` : ''
  return (
    <div className="grid gap-x-12 gap-y-10 md:grid-cols-2">
      <LayerSpikes
        id={`spike-${index}`}
        title="Largest |y| of each layer’s down projection"
        outputs={series.outputs}
        marked={{ layer: member.layer, output: series.own, isLargest: series.makes }}
        floor={floor}
        note={
          <>
            Prompt “{prompts[evidence.prompt]}”,{' '}
            {evidence.bos === 'own' ? 'the tokenizer’s own special tokens' : 'BOS toggled'}
            {after}.<SpikeNote member={member} series={series} />
          </>
        }
      />
      <ResidualTrace
        id={`residual-${index}`}
        title={`|h| in residual channel ${member.output_channel}, token ${evidence.token}`}
        intact={evidence.residual_before}
        removed={evidence.residual_after}
        round={evidence.round}
      />
    </div>
  )
}

/** The damage to the language model: the deciding run, which is the last one. */
export function DamagePlot({ record: { report, verdict } }: { record: ReportRecord }) {
  const run = report.perplexity.at(-1)
  if (!run) return null
  return (
    <PerplexityBars
      id="perplexity"
      title="Perplexity, intact and edited"
      bars={perplexityRows(report, verdict, run)}
      note={<CorpusLine run={run} protocol={report.protocol.id} />}
    />
  )
}
