import { ClassShape, DepthMap } from '@/components/plots/depth-map'
import { Section } from '@/components/text/section'
import type { WeightClass } from '@/lib/protocol'
import type { ModelRecord } from '@/lib/models/schema'
import type { ReportRecord } from '@/lib/reports/schema'

/** The records of a model by depth, with the residual stream of its strongest verified weight behind them. */
export function Depth({ model, report }: { model: ModelRecord; report: ReportRecord | null }) {
  if (model.weights.length === 0) return null
  const known = model.checkpoints[0]?.layers ?? null
  const layers = known ?? Math.max(...model.weights.map(({ layer }) => layer)) + 1
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
