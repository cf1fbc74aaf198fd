import { scaleLinear } from '@visx/scale'
import { readable, times } from '@/components/text/format'
import { PlotFrame } from './frame'
import { Field, Polyline } from './series'

/** Height of the field in pixels, without the axis. */
const HEIGHT = 200
const AXIS = 36

export interface DoseLine {
  readonly name: string
  /** R at each scale of the weights: 0 removes them, 1 leaves them as they are. By scale. */
  readonly points: readonly { readonly scale: number; readonly ratio: number }[]
}

/** Lines differ in dash and in the label at their first point, not in colour alone. */
const DASHES = [undefined, '6 3', '2 3', '8 3 2 3']

/** R on a log axis as weights are scaled, a line for each record. */
export function DoseLines({ id, title, lines }: { id: string; title: string; lines: readonly DoseLine[] }) {
  const all = lines.flatMap(({ points }) => points)
  const top = Math.max(1, ...all.map(({ ratio }) => Math.log10(Math.max(ratio, 1))))
  const x = scaleLinear<number>({ domain: [0, Math.max(2, ...all.map(({ scale }) => scale))], range: [11, 96] })
  const y = scaleLinear<number>({ domain: [0, top], range: [HEIGHT, 22] })
  const at = (ratio: number) => y(Math.log10(Math.max(ratio, 1)))
  const ticks = Array.from({ length: Math.ceil(top) + 1 }, (_, i) => i).filter(
    (tick) => tick % Math.ceil(top / 4) === 0,
  )
  return (
    <PlotFrame
      id={id}
      title={title}
      description={lines
        .map(({ name, points }) => `${name}: ${points.map((p) => `scale ${p.scale}, ${times(p.ratio)}`).join('; ')}.`)
        .join(' ')}
      height={HEIGHT + AXIS}
      table={{
        caption: title,
        head: ['Record', 'Scale', 'R'],
        rows: lines.flatMap(({ name, points }) => points.map((p) => [name, readable(p.scale), times(p.ratio)])),
      }}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className="stroke-rule" />
          <text x="0" y={y(tick) - 4} className="fill-muted">
            {readable(10 ** tick)}
          </text>
        </g>
      ))}
      {lines.map(({ name, points }, i) => (
        <g key={name}>
          <Field height={HEIGHT}>
            <Polyline
              places={points.map(({ scale, ratio }) => ({ x: x(scale), y: at(ratio) }))}
              className={i === 0 ? 'stroke-accent' : 'stroke-ink'}
              width={2}
              dash={DASHES[i]}
            />
          </Field>
          <text x={`${x(points[0]?.scale ?? 0)}%`} dx="6" y={at(points[0]?.ratio ?? 1) - 6} className="halo fill-ink">
            {name}
          </text>
        </g>
      ))}
      {[0, 1, 2].map((scale) => (
        <text key={scale} x={`${x(scale)}%`} y={HEIGHT + 16} textAnchor="middle" className="fill-muted">
          ×{scale}
        </text>
      ))}
      <text x="50%" y={HEIGHT + 33} textAnchor="middle" className="fill-muted">
        scale of the weights
      </text>
    </PlotFrame>
  )
}
