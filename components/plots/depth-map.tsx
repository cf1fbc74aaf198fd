import { readable } from '@/components/text/format'
import type { WeightClass } from '@/lib/protocol'
import { AXIS_HEIGHT, LayerAxis } from './axis'
import { PlotFrame } from './frame'
import { layerScale } from './scales'
import { Field, Polyline } from './series'

/** Between the marks of one layer, in pixels. */
const STEP = 17
/** Least height of the field with a trace behind the marks, and without. */
const LEAST = { trace: 110, none: 48 }
/** More marks than this in a layer are counted instead. */
const MOST = 8

export interface DepthMark {
  readonly id: string
  readonly layer: number
  readonly class: WeightClass | null
  readonly verified: boolean
  readonly level: number
}

export interface DepthMapProps {
  readonly layers: number
  readonly marks: readonly DepthMark[]
  /** |h| of a super weight's channel after every layer of the intact model, drawn behind the marks. */
  readonly trace: { readonly values: readonly number[]; readonly channel: number } | null
  readonly note: React.ReactNode
}

/** The records of a model from its first layer to its last: shape says the class, a filled mark that this registry verified it. */
export function DepthMap({ layers, marks, trace, note }: DepthMapProps) {
  const stacks = stacked(marks)
  const height = Math.max(
    trace ? LEAST.trace : LEAST.none,
    30 + STEP * Math.max(...[...stacks.values()].map((stack) => Math.min(stack.length, MOST + 1))),
  )
  const x = layerScale(layers)
  const rows = marks.map(({ id, layer, class: cls, level, verified }) => [
    id,
    String(layer),
    cls ?? 'none',
    `${level}${verified ? '' : ', not verified here'}`,
  ])
  return (
    <PlotFrame
      id="depth"
      title="Where they are: layer by layer"
      description={`${layers} layers. ${[...stacks].map(([layer, stack]) => `Layer ${layer}: ${stack.length}, of them ${stack.filter(({ verified }) => verified).length} verified.`).join(' ')}${trace ? ` Behind them the residual stream in channel ${trace.channel}, which reaches ${readable(Math.max(...trace.values.map(Math.abs)))}.` : ''}`}
      height={height + AXIS_HEIGHT}
      table={{ caption: 'Records by layer', head: ['Record', 'Layer', 'Class', 'Level'], rows }}
      note={note}
    >
      {trace && <Trace {...trace} x={x} height={height} />}
      <line x1="0" x2="100%" y1={height} y2={height} className="stroke-edge" />
      {[...stacks].map(([layer, stack]) => (
        <g key={layer}>
          {stack.slice(0, MOST).map((mark, i) => (
            <Glyph key={mark.id} mark={mark} at={x(layer)} y={height - 12 - i * STEP} />
          ))}
          {stack.length > MOST && (
            <text x={`${x(layer)}%`} y={height - 8 - MOST * STEP} textAnchor="middle" className="halo fill-muted">
              +{stack.length - MOST}
            </text>
          )}
        </g>
      ))}
      <LayerAxis layers={layers} x={x} y={height} />
    </PlotFrame>
  )
}

/** Marks by layer, the best evidence lowest. */
function stacked(marks: readonly DepthMark[]): Map<number, DepthMark[]> {
  const stacks = new Map<number, DepthMark[]>()
  for (const mark of marks.toSorted((a, b) => a.layer - b.layer || b.level - a.level))
    stacks.set(mark.layer, [...(stacks.get(mark.layer) ?? []), mark])
  return stacks
}

/** A circle for A, a diamond for B, a triangle for what does less; hollow where it is not verified here. */
function Glyph({ mark, at, y }: { mark: DepthMark; at: number; y: number }) {
  const style = mark.verified ? 'fill-accent stroke-accent' : 'fill-paper stroke-edge'
  // A nested svg takes the percentage; the shape in it is in pixels.
  return (
    <svg x={`${at}%`} y={y} overflow="visible" strokeWidth="1.75" className={style}>
      <title>{mark.id}</title>
      <ClassShape value={mark.class} />
    </svg>
  )
}

/** The shape of a class around the origin. */
export function ClassShape({ value }: { value: WeightClass | null }) {
  if (value === 'B') return <path d="M0-6.5 6.5 0 0 6.5-6.5 0Z" />
  if (value === 'C' || value === 'D') return <path d="M0-5.5 5.5 4.5H-5.5Z" />
  return <circle r="5" />
}

/** From zero, on an axis of its own without numbers: it shows from which layer on the channel is large. */
function Trace({
  values,
  channel,
  x,
  height,
}: {
  values: readonly number[]
  channel: number
  x: (layer: number) => number
  height: number
}) {
  const most = Math.max(...values.map(Math.abs), Number.MIN_VALUE)
  const y = (value: number) => height - ((height - 24) * Math.abs(value)) / most
  const peak = values.findIndex((value) => Math.abs(value) === most)
  return (
    <g>
      <Field height={height}>
        <Polyline
          places={values.map((value, layer) => ({ x: x(layer), y: y(value) }))}
          className="stroke-faint"
          width={2}
        />
      </Field>
      <text
        x={`${x(Math.max(peak, 0))}%`}
        y={16}
        textAnchor={x(peak) > 60 ? 'end' : 'start'}
        className="halo fill-muted"
      >
        |h| in channel {channel}, up to {readable(most)}
      </text>
    </g>
  )
}
