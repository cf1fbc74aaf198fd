import type { DepthKind, DepthMark } from '@/lib/depths/schema'
import { PlotFrame } from './frame'

/** Height of a row in pixels: its name, with the marks on a line under it. */
const ROW = 48
/** Pixels above the first row, for the ticks, and their names at the foot. */
const HEAD = 24
/** Horizontal range in percent of the width. */
const [LEFT, RIGHT] = [2, 98]

export interface DepthRow {
  readonly name: string
  readonly marks: readonly DepthMark[]
}

const x = (depth: number) => LEFT + depth * (RIGHT - LEFT)

/** Where the weights of models lie between their first and last layer: one row a model, a mark for each layer with weights, its shape by what is known of them. */
export function DepthRows({ id, title, rows }: { id: string; title: string; rows: readonly DepthRow[] }) {
  const height = HEAD + rows.length * ROW
  const placed = rows.map((row) => ({ ...row, marks: row.marks.filter(({ depth }) => depth !== null) }))
  return (
    <PlotFrame
      id={id}
      title={title}
      description={placed.map(({ name, marks }) => `${name}: ${marks.map(markWords).join('; ')}.`).join(' ')}
      height={height}
      table={{
        caption: title,
        head: ['Model', 'Layer', 'Depth', 'Weights', 'Known as'],
        rows: placed.flatMap(({ name, marks }) =>
          marks.map((mark) => [name, String(mark.layer), percent(mark), String(mark.count), knownAs(mark)]),
        ),
      }}
    >
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <g key={tick}>
          <line x1={`${x(tick)}%`} x2={`${x(tick)}%`} y1={HEAD - 6} y2={height} className="stroke-rule" />
          <text
            x={`${x(tick)}%`}
            y={HEAD - 11}
            textAnchor={tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'}
            className="fill-muted"
          >
            {TICKS[tick] ?? `${tick * 100} %`}
          </text>
        </g>
      ))}
      {placed.map((row, i) => (
        <Row key={row.name} row={row} top={HEAD + i * ROW} />
      ))}
    </PlotFrame>
  )
}

const TICKS: Readonly<Record<number, string>> = { 0: 'first layer', 0.5: 'middle', 1: 'last layer' }

function Row({ row: { name, marks }, top }: { row: DepthRow; top: number }) {
  const line = top + 26
  return (
    <g>
      <line x1={`${LEFT}%`} x2={`${RIGHT}%`} y1={line} y2={line} className="stroke-edge" />
      <text x={`${LEFT}%`} y={top + 13} className="halo fill-ink">
        {name}
      </text>
      {marks.map((mark, i) => (
        <g key={i}>
          <DepthShape kind={mark.kind} at={x(mark.depth ?? 0)} y={line} />
          {(mark.class !== null || mark.count > 1) && (
            <text x={`${x(mark.depth ?? 0)}%`} y={line + 18} textAnchor="middle" className="halo fill-muted">
              {[mark.class, mark.count > 1 ? `×${mark.count}` : null].filter(Boolean).join(' ')}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

/** Filled: verified here. Ring: published. Cross: run here and not confirmed. Ring with a bar: published as not a super weight. */
export function DepthShape({ kind, at, y }: { kind: DepthKind; at: number; y: number }) {
  const place = { cx: `${at}%`, cy: y, r: 5 }
  if (kind === 'verified') return <circle {...place} className="fill-accent stroke-accent" strokeWidth="1.75" />
  if (kind === 'published') return <circle {...place} className="fill-paper stroke-ink" strokeWidth="1.75" />
  // A nested svg takes the percentage; the strokes in it are in pixels.
  return (
    <svg x={`${at}%`} y={y} overflow="visible" strokeWidth="1.75" className="fill-paper stroke-ink">
      <circle r="5" strokeWidth={kind === 'negative' ? undefined : 0} />
      <path d={kind === 'negative' ? 'M-3.5 3.5 3.5-3.5' : 'M-4-4 4 4M-4 4 4-4'} />
    </svg>
  )
}

/** What each shape means. */
export const KIND_WORDS: Readonly<Record<DepthKind, string>> = {
  verified: 'verified here',
  published: 'published or claimed, not run here',
  'not-confirmed': 'run here, not confirmed',
  negative: 'published as not a super weight',
}

const percent = ({ depth }: DepthMark) => (depth === null ? 'not known' : `${Math.round(depth * 100)} %`)
const knownAs = ({ kind, class: cls }: DepthMark) => `${KIND_WORDS[kind]}${cls === null ? '' : `, class ${cls}`}`
const markWords = (mark: DepthMark) => `layer ${mark.layer} (${percent(mark)}), ${mark.count} ${knownAs(mark)}`
