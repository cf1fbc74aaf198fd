import { readable } from '@/components/text/format'
import { AXIS_HEIGHT, LayerAxis, Rules } from './axis'
import { PlotFrame } from './frame'
import { layerScale, valueScale } from './scales'
import { Field } from './series'
import { Stems } from './stems'

/** Height of the field in pixels, without the axis. */
const HEIGHT = 190

export interface LayerSpikesProps {
  readonly id: string
  readonly title: string
  /** Signed value at the argmax of |y|, or |x|, of every layer. */
  readonly outputs: readonly number[]
  /** The value to highlight: a layer's largest, or another one in that layer; null for none. */
  readonly marked: { readonly layer: number; readonly output: number; readonly isLargest: boolean } | null
  /** What is plotted: the output y of the down projections, or their input x. */
  readonly symbol?: 'y' | 'x'
  /** The smallest value that counts as a spike; absent where none is asked. */
  readonly floor?: number
  readonly note?: React.ReactNode
}

/** The largest output, or input, of each layer's down projection: a super weight stands out as one stem. */
export function LayerSpikes({ id, title, outputs, marked, symbol = 'y', floor, note }: LayerSpikesProps) {
  const sizes = outputs.map(Math.abs)
  const x = layerScale(sizes.length)
  const { y, ticks } = valueScale(Math.max(...sizes, floor ?? 0), HEIGHT)
  const peak = marked?.layer ?? sizes.indexOf(Math.max(...sizes))
  const description = `One stem a layer, ${sizes.length} layers. Layer ${peak} reaches ${readable(sizes[peak] ?? 0)}${!marked || marked.isLargest ? '' : `; another channel is highlighted there, with ${readable(Math.abs(marked.output))}`}.${floor === undefined ? '' : ` A spike needs ${floor}.`}`
  const table = {
    caption: `${title}, by layer`,
    head: ['Layer', `|${symbol}|`, symbol],
    rows: outputs.map((value, layer) => [String(layer), readable(Math.abs(value)), readable(value)]),
  }
  return (
    <PlotFrame id={id} title={title} description={description} height={HEIGHT + AXIS_HEIGHT} table={table} note={note}>
      <Rules ticks={ticks} y={y} />
      {floor !== undefined && <Floor at={y(floor)} value={floor} />}
      <Field height={HEIGHT}>
        <Stems
          heads={sizes.map((size, layer) => ({ x: x(layer), y: y(size) }))}
          foot={y(0)}
          marked={marked?.isLargest ? { index: marked.layer, colour: 'accent' } : null}
        />
      </Field>
      {marked?.isLargest && (
        <text
          x={`${x(marked.layer)}%`}
          y={y(sizes[marked.layer] ?? 0) - 9}
          textAnchor="middle"
          className="fill-accent font-semibold"
        >
          {readable(sizes[marked.layer] ?? 0)}
        </text>
      )}
      {marked && !marked.isLargest && (
        <Ring at={x(marked.layer)} to={y(Math.abs(marked.output))} label={readable(Math.abs(marked.output))} />
      )}
      <LayerAxis layers={sizes.length} x={x} y={HEIGHT} />
    </PlotFrame>
  )
}

function Floor({ at, value }: { at: number; value: number }) {
  return (
    <g>
      <line x1="0" x2="100%" y1={at} y2={at} className="stroke-edge" strokeDasharray="2 3" />
      <text x="100%" y={at - 4} textAnchor="end" className="fill-muted">
        a spike needs {value}
      </text>
    </g>
  )
}

/** A second channel of a layer: a ring, so that it differs in shape too. */
function Ring({ at, to, label }: { at: number; to: number; label: string }) {
  return (
    <g>
      <circle cx={`${at}%`} cy={to} r="5" className="fill-paper stroke-accent" strokeWidth="2" />
      <text x={`${at}%`} y={to - 11} textAnchor="middle" className="halo fill-accent font-semibold">
        {label}
      </text>
    </g>
  )
}
