import { readable } from '@/components/text/format'
import type { EditedDemo } from '@/lib/edited-demo/schema'
import { Plot } from './plot'
import { RoundPlot } from './round-plot'
import { ScalePlot } from './scale-plot'
import { SpikePlot } from './spike-plot'
import { groupWords } from './words'

/** Sizes of groups that are shown. */
const GROUPS = [32, 160, 10_240]

/** Factors whose spikes are shown. */
const SCALES = [0, 0.5, 2]

/** The same as small plots, for readers without JavaScript. */
export function Still({ demo }: { demo: EditedDemo }) {
  const { layer, shape } = demo.weight
  const spikesAt = (wanted: number) => demo.scaled.find(({ scale }) => scale === wanted)?.spikes ?? []
  return (
    <div className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
      <Plot
        title="Perplexity, the weight scaled"
        says={`Removed: ${readable(demo.scaled[0]?.perplexity ?? 0)}. Intact: ${readable(demo.intact)}.`}
      >
        <ScalePlot demo={demo} />
      </Plot>
      {GROUPS.map((group) => (
        <Plot
          key={group}
          title={`Perplexity, its matrix quantised; sharing a step: ${groupWords(group, shape)}`}
          says="By bits a weight; one line for each choice of the range."
        >
          <RoundPlot demo={demo} group={group} />
        </Plot>
      ))}
      {SCALES.map((scale) => (
        <Plot
          key={scale}
          title={`Largest |y| of each layer, the weight times ${scale}`}
          says={`Layer ${layer}: ${readable(spikesAt(scale)[layer] ?? 0)}. Rings: the intact model.`}
        >
          <SpikePlot demo={demo} now={spikesAt(scale)} />
        </Plot>
      ))}
    </div>
  )
}
