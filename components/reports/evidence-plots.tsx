import { DoseCurve } from '@/components/plots/dose-curve'
import { LayerSpikes } from '@/components/plots/layer-spikes'
import { PerplexityBars } from '@/components/plots/perplexity-bars'
import { PositionMap } from '@/components/plots/position-map'
import { ResidualTrace } from '@/components/plots/residual-trace'
import { count, readable } from '@/components/text/format'
import { axesOf } from '@/components/text/axes'
import { protocolOf, type Member, type Report } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'
import { CorpusLine } from './corpus-line'
import { doseRunOf, dosesOf } from './doses'
import { perplexityRows } from './perplexity-rows'
import { SpikeNote } from './spike-note'
import { spikeSeries } from './spike-series'

/** The evidence of a member: where it is in its tensor, what goes in and comes out by layer, and the channel of the residual stream with the weight and without it. */
export function MemberPlots({
  report,
  index,
  withMap = true,
}: {
  report: Report
  index: number
  /** False where a map of the whole set stands above. */
  withMap?: boolean
}) {
  const member = report.members[index]
  if (!member) return null
  const { evidence } = member
  const series = spikeSeries(report, member)
  const { prompts, spike_min_abs: floor } = protocolOf(report.protocol.sha256).detection
  const after =
    evidence.round > 0 ? `, after ${evidence.round} removal ${evidence.round === 1 ? 'round' : 'rounds'}` : ''
  return (
    <div className="grid gap-x-12 gap-y-10 md:grid-cols-2">
      {withMap && <MemberMap member={member} index={index} />}
      <LayerSpikes
        id={`input-${index}`}
        title="Largest |x| going into each layer’s down projection"
        symbol="x"
        outputs={series.inputs}
        marked={{ layer: member.layer, output: series.ownInput, isLargest: series.leads }}
        note={`Highlighted: input neuron ${member.input_neuron}${series.leads ? ', the largest of its layer' : ''}.`}
      />
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
        // swp-1 kept no trace of the intact model: there the round's own is shown, and named so.
        intact={evidence.residual_intact ?? evidence.residual_before}
        removed={evidence.residual_after}
        round={evidence.residual_intact ? 0 : evidence.round}
        what={report.members.length === 1 ? 'weight' : 'members'}
      />
    </div>
  )
}

function MemberMap({ member, index }: { member: Member; index: number }) {
  const { tensor, row, col, output_channel: channel, static: stored } = member
  const [rows, cols] = stored.shape
  return (
    <PositionMap
      id={`place-${index}`}
      tensor={tensor}
      shape={stored.shape}
      axes={axesOf(row, channel)}
      points={[{ row, col, name: `${row}, ${col}` }]}
      note={`By size it is number ${count(stored.rank)} of the tensor’s ${count(rows * cols)}, ${readable(Math.abs(stored.z_score))} standard deviations from their mean.`}
    />
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

/** The perplexity by what the weights are multiplied by; without it, how to have it measured. */
export function DosePlot({ report }: { report: Report }) {
  const several = report.members.length > 1
  const run = doseRunOf(report)
  if (!run)
    return (
      <p className="max-w-prose text-note text-muted">
        How the perplexity changes when {several ? 'they are' : 'it is'} scaled instead of removed is measured at the
        grade full only, which this report did not need. To measure it, give the command below the option{' '}
        <code className="whitespace-nowrap">--grade full</code>.
      </p>
    )
  return (
    <DoseCurve
      id="dose"
      several={several}
      doses={dosesOf(report)}
      note={`Grade ${run.grade}: ${run.windows} windows of ${count(run.window_tokens)} tokens of ${run.corpus.id}. Log axis.`}
    />
  )
}
