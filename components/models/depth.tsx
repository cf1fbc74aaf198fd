import { ClassShape, DepthMap } from '@/components/plots/depth-map'
import { ExternalLink } from '@/components/text/external-link'
import { Section } from '@/components/text/section'
import type { WeightClass } from '@/lib/protocol'
import type { ModelFacts } from '@/lib/models/facts'
import type { ModelRecord } from '@/lib/models/schema'
import type { ReportRecord } from '@/lib/reports/schema'

/** The records of a model by depth, with the residual stream of its strongest verified weight behind them. */
export function Depth({
  model,
  facts,
  report,
}: {
  model: ModelRecord
  facts: ModelFacts | null
  report: ReportRecord | null
}) {
  if (model.weights.length === 0) return null
  const known = model.checkpoints[0]?.layers ?? facts?.layers ?? null
  const last = Math.max(...model.weights.map(({ layer }) => layer))
  // A source that counts fewer layers than there are records is wrong.
  const layers = Math.max(known ?? 0, last + 1)
  const [member] = report?.report.members ?? []
  const trace = member && {
    values: member.evidence.residual_intact ?? member.evidence.residual_before,
    channel: member.output_channel,
  }
  return (
    <Section id="depth-map" title="By depth">
      <DepthMap
        layers={layers}
        marks={model.weights}
        trace={trace && trace.values.length === layers ? trace : null}
        note={
          <>
            <Legend />
            {facts?.statedBy && known !== null && (
              <>
                {' '}
                {known} layers, as stated by{' '}
                <ExternalLink href={facts.statedBy.url}>{facts.statedBy.citation}</ExternalLink>.
              </>
            )}
            {known === null &&
              ' No checkpoint of this model was read here, so the number of its layers is not known: the axis ends at the last layer with a record.'}
          </>
        }
      />
    </Section>
  )
}

const LEGEND: readonly (readonly [WeightClass | null, boolean, string])[] = [
  ['A', true, 'super weight'],
  ['B', true, 'member of a set'],
  ['C', false, 'measured, too little damage'],
  [null, false, 'not verified here'],
]

function Legend() {
  return (
    <span className="flex flex-wrap gap-x-5 gap-y-1">
      {LEGEND.map(([cls, verified, words]) => (
        <span key={words} className="inline-flex items-center gap-1.5">
          <svg
            aria-hidden="true"
            width="14"
            height="14"
            viewBox="-7 -7 14 14"
            strokeWidth="1.75"
            className={verified ? 'fill-accent stroke-accent' : 'fill-paper stroke-edge'}
          >
            <ClassShape value={cls} />
          </svg>
          {words}
        </span>
      ))}
    </span>
  )
}
