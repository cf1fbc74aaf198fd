import { count } from '@/components/text/format'
import { PlotFrame } from './frame'

/** Longer side of the drawn tensor, in pixels: it fits a phone with its labels. */
const LONG_SIDE = 220
/** A tensor is never drawn thinner than this, whatever its shape. */
const SHORTEST = 44
/** Pixels above the tensor for the column's number, and at its left for the row's. */
const TOP = 40
const LEFT = 64
/** Below the tensor, for the name of the columns' axis. */
const BOTTOM = 24

export interface MapPoint {
  readonly row: number
  readonly col: number
  /** Record or member that the point is, for screen readers. */
  readonly name: string
}

export interface PositionMapProps {
  readonly id: string
  readonly tensor: string
  /** Rows and columns as stored. */
  readonly shape: readonly [number, number]
  /** What a row and a column mean in the network: "output channel", "input neuron". */
  readonly axes: { readonly row: string; readonly col: string }
  readonly points: readonly MapPoint[]
  readonly note?: React.ReactNode
}

/** A tensor drawn to scale, with the row and the column of each point: one number among millions. */
export function PositionMap({ id, tensor, shape: [rows, cols], axes, points, note }: PositionMapProps) {
  const long = Math.max(rows, cols)
  const width = Math.max(SHORTEST, (LONG_SIDE * cols) / long)
  const height = Math.max(SHORTEST, (LONG_SIDE * rows) / long)
  // The middle of the cell, which is far smaller than a pixel in most tensors.
  const x = (col: number) => LEFT + (width * (col + 0.5)) / cols
  const y = (row: number) => TOP + (height * (row + 0.5)) / rows
  const one = points.length === 1
  const description = `The tensor has ${count(rows)} rows and ${count(cols)} columns. ${points.map(({ name, row, col }) => `${name}: row ${row}, column ${col}.`).join(' ')}`
  const table = {
    caption: `Where ${one ? 'it is' : 'they are'} in ${tensor}`,
    head: ['Weight', `row (${axes.row})`, `column (${axes.col})`],
    rows: points.map(({ name, row, col }) => [name, String(row), String(col)]),
  }
  return (
    <PlotFrame
      id={id}
      title={one ? `One of ${count(rows * cols)} numbers` : `${points.length} of ${count(rows * cols)} numbers`}
      description={description}
      height={TOP + height + BOTTOM}
      table={table}
      note={note}
    >
      <rect x={LEFT} y={TOP} width={width} height={height} className="fill-wash stroke-edge" />
      {points.map((point) => (
        <Cross
          key={`${point.row} ${point.col}`}
          x={x(point.col)}
          y={y(point.row)}
          right={LEFT + width}
          bottom={TOP + height}
        />
      ))}
      {labelled(points, 'row', y).map(({ value, at }) => (
        <text key={value} x={LEFT - 8} y={at + 4} textAnchor="end" className="fill-accent font-semibold">
          {value}
        </text>
      ))}
      {labelled(points, 'col', x).map(({ value, at }) => (
        <text key={value} x={at} y={TOP - 8} textAnchor="middle" className="fill-accent font-semibold">
          {value}
        </text>
      ))}
      <text x={LEFT} y={TOP - 25} className="fill-muted">
        column: {axes.col}, {count(cols)} of them
      </text>
      <text x={LEFT} y={TOP + height + 17} className="fill-muted">
        row: {axes.row}, {count(rows)} of them
      </text>
    </PlotFrame>
  )
}

/** Two lines over the whole tensor that meet in the point. */
function Cross({ x, y, right, bottom }: { x: number; y: number; right: number; bottom: number }) {
  return (
    <g>
      <line x1={LEFT} x2={right} y1={y} y2={y} className="stroke-accent" strokeWidth="0.75" />
      <line x1={x} x2={x} y1={TOP} y2={bottom} className="stroke-accent" strokeWidth="0.75" />
      <circle cx={x} cy={y} r="4" className="fill-accent stroke-paper" strokeWidth="1.5" />
    </g>
  )
}

/** Distance of two numbers along an axis that can both be read, in pixels. */
const GAP = { row: 13, col: 40 } as const

/** The numbers of an axis with their places; one too close to the one before is left out: the table has it. */
function labelled(points: readonly MapPoint[], axis: 'row' | 'col', place: (value: number) => number) {
  const values = [...new Set(points.map((point) => point[axis]))].sort((a, b) => a - b)
  return values
    .map((value) => ({ value, at: place(value) }))
    .filter(({ at }, i, all) => i === 0 || at - (all[i - 1]?.at ?? 0) >= GAP[axis])
}
