import { readable } from '@/components/text/format'
import type { EditedDemo } from '@/lib/edited-demo/schema'
import { BITS, RANGES } from '@/lib/edited-demo/settings'
import { Choices } from './choices'
import { EDITS, type Edit, type State } from './state'
import { groupWords, RANGE_WORDS } from './words'

const EDIT_WORDS: Readonly<Record<Edit, string>> = {
  remove: 'Remove it',
  scale: 'Scale it',
  round: 'Quantise its matrix',
}

interface ControlsProps {
  readonly id: string
  readonly demo: EditedDemo
  readonly state: State
  readonly onChange: (change: Partial<State>) => void
}

export function Controls({ id, demo, state, onChange }: ControlsProps) {
  return (
    <div className="space-y-3 text-[0.9375rem]">
      <Choices
        legend="What happens to the weight"
        name={`${id}-edit`}
        values={EDITS}
        chosen={state.edit}
        words={(edit) => EDIT_WORDS[edit]}
        onChoose={(edit) => onChange({ edit })}
      />
      {state.edit === 'scale' && <Scale id={id} demo={demo} state={state} onChange={onChange} />}
      {state.edit === 'round' && <Rounding id={id} demo={demo} state={state} onChange={onChange} />}
    </div>
  )
}

function Scale({ id, demo, state, onChange }: ControlsProps) {
  const scales = demo.scaled.map(({ scale }) => scale)
  const at = scales.indexOf(state.scale)
  const value = readable(demo.weight.value * state.scale)
  return (
    <div>
      <label htmlFor={`${id}-scale`} className="text-note text-muted">
        Multiply it by {state.scale.toFixed(2)}: {readable(demo.weight.value)} becomes {value}
      </label>
      <input
        id={`${id}-scale`}
        type="range"
        min={0}
        max={scales.length - 1}
        value={at}
        aria-valuetext={`times ${state.scale.toFixed(2)}, ${value}`}
        onChange={(event) => onChange({ scale: scales[Number(event.target.value)] ?? 1 })}
        className="mt-1 block h-6 w-full cursor-pointer accent-accent"
      />
    </div>
  )
}

function Rounding({ id, demo, state, onChange }: ControlsProps) {
  const groups = [...new Set(demo.quantised.map(({ group }) => group))]
  return (
    <>
      <div className="flex flex-wrap gap-x-10 gap-y-3">
        <Choices
          legend="Bits a weight"
          name={`${id}-bits`}
          values={BITS}
          chosen={state.bits}
          words={String}
          onChoose={(bits) => onChange({ bits })}
        />
        <Choices
          legend="Weights that share a step"
          name={`${id}-group`}
          values={groups}
          chosen={state.group}
          words={(group) => groupWords(group, demo.weight.shape)}
          onChoose={(group) => onChange({ group })}
        />
      </div>
      <Choices
        legend="The steps reach"
        name={`${id}-range`}
        values={RANGES}
        chosen={state.range}
        words={(range) => RANGE_WORDS[range]}
        onChoose={(range) => onChange({ range })}
      />
    </>
  )
}
