'use client'

import { useId, useState } from 'react'
import { readable } from '@/components/text/format'
import type { EditedDemo } from '@/lib/edited-demo/schema'
import { Controls } from './controls'
import { Plot } from './plot'
import { RoundPlot } from './round-plot'
import { ScalePlot } from './scale-plot'
import { SpikePlot } from './spike-plot'
import { measuredAt, START, type State } from './state'
import { outcome, storedWords } from './words'

/** One weight of a model, to remove, scale and round: every position was measured. */
export function Interactive({ demo }: { demo: EditedDemo }) {
  const id = useId()
  const [state, setState] = useState<State>(START)
  const { now, scale, rounded } = measuredAt(demo, state)
  const { layer, value } = demo.weight
  const said = outcome(now, demo.intact)
  return (
    <div>
      <Controls id={id} demo={demo} state={state} onChange={(change) => setState((old) => ({ ...old, ...change }))} />
      <p aria-live="polite" className="mt-4 min-h-12 border-l-2 border-accent pl-3">
        <strong className="font-semibold">{said}</strong>{' '}
        {rounded ? storedWords(rounded, value) : `Largest |y| of layer ${layer}: ${readable(now.spikes[layer] ?? 0)}.`}
      </p>
      <div className="mt-4 grid gap-x-10 gap-y-6 sm:grid-cols-2">
        <Plot title="Perplexity" says={said}>
          {rounded ? (
            <RoundPlot demo={demo} group={rounded.group} chosen={rounded} />
          ) : (
            <ScalePlot demo={demo} chosen={scale} />
          )}
        </Plot>
        <Plot
          title="Largest |y| of each layer"
          says={`Layer ${layer}: ${readable(now.spikes[layer] ?? 0)}. Rings: the intact model.`}
        >
          <SpikePlot demo={demo} now={now.spikes} />
        </Plot>
      </div>
    </div>
  )
}
