import { scaleLinear, scaleLog } from '@visx/scale'
import { readable } from '@/components/text/format'
import { Field, Verticals } from './series'

/** Height of the strip in pixels: labels above and below the line. */
const HEIGHT = 64
const LINE = 34

export interface StripProps {
  readonly id: string
  /** What is compared, for screen readers. */
  readonly description: string
  readonly scale: 'linear' | 'log'
  /** This one; infinite where it is not finite. */
  readonly own: number
  /** The others. */
  readonly others: readonly number[]
  /** From where on, or up to where, it passes. */
  readonly threshold?: { readonly at: number; readonly passes: 'at-least' | 'at-most' }
  /** How a value is written. */
  readonly write?: (value: number) => string
}

/** A number on an axis: where it stands to a threshold, and to the same number of all others (a tick each). */
export function Strip({ id, description, scale, own, others, threshold, write = readable }: StripProps) {
  const { x, isOff, ticks } = stripScale(scale, [own, ...others, ...(threshold ? [threshold.at] : [])])
  const at = x(own)
  return (
    <svg role="img" aria-labelledby={`${id}-strip`} width="100%" height={HEIGHT} className="block overflow-visible">
      <title id={`${id}-strip`}>{description}</title>
      {threshold && <Passing from={x(threshold.at)} passes={threshold.passes} />}
      <line x1="0" x2="100%" y1={LINE} y2={LINE} className="stroke-edge" />
      {!threshold && <Ticks ticks={ticks} x={x} write={write} />}
      {others.length > 0 && (
        <Field height={HEIGHT}>
          <Verticals
            places={others.map((value) => ({ x: x(value), y: LINE - 10 }))}
            to={LINE + 10}
            className="stroke-edge"
            width={1}
          />
        </Field>
      )}
      {threshold && (
        <g>
          <line
            x1={`${x(threshold.at)}%`}
            x2={`${x(threshold.at)}%`}
            y1={LINE - 12}
            y2={LINE + 12}
            className="stroke-ink"
            strokeWidth="1.5"
          />
          <text
            x={`${x(threshold.at)}%`}
            y={LINE + 25}
            textAnchor={anchorAt(x(threshold.at))}
            className="halo fill-muted"
          >
            {threshold.passes === 'at-least' ? 'at least' : 'at most'} {write(threshold.at)}
          </text>
        </g>
      )}
      <circle cx={`${at}%`} cy={LINE} r="5.5" className="fill-accent stroke-paper" strokeWidth="2" />
      <text x={`${at}%`} y={LINE - 14} textAnchor={anchorAt(at)} className="halo fill-accent font-semibold">
        {isOff(own) ? 'not finite' : write(own)}
      </text>
    </svg>
  )
}

/** Round numbers below the axis, where no threshold says what the axis means. */
function Ticks({
  ticks,
  x,
  write,
}: {
  ticks: readonly number[]
  x: (value: number) => number
  write: (value: number) => string
}) {
  return ticks.map((tick) => (
    <text key={tick} x={`${x(tick)}%`} y={LINE + 27} textAnchor="middle" className="fill-muted">
      {write(tick).replace('.00', '')}
    </text>
  ))
}

/** The side of the threshold on which a check passes. */
function Passing({ from, passes }: { from: number; passes: 'at-least' | 'at-most' }) {
  const start = passes === 'at-least' ? from : 0
  return (
    <rect
      x={`${start}%`}
      y={LINE - 8}
      width={`${passes === 'at-least' ? 100 - from : from}%`}
      height="16"
      className="fill-wash"
    />
  )
}

/** Labels at the ends stay inside the plot. */
const anchorAt = (percent: number) => (percent < 15 ? 'start' : percent > 85 ? 'end' : 'middle')

/** What is not finite stands at the end. On a log axis nothing is smaller than a hundredth of the least other value. */
function stripScale(kind: StripProps['scale'], values: readonly number[]) {
  const finite = values.filter(Number.isFinite)
  const [least, most] = [Math.min(...finite), Math.max(...finite)]
  const isOff = (value: number) => !Number.isFinite(value)
  if (kind === 'log') {
    const positive = finite.filter((value) => value > 0)
    const floor = Math.min(...positive, 1)
    const scale = scaleLog<number>({ domain: [floor / 1.3, Math.max(most * 1.3, floor * 2)], range: [3, 94] })
    const ticks = DECADES.filter((tick) => tick >= floor && tick <= Math.max(most * 1.3, floor * 2))
    return { isOff, ticks, x: (value: number) => (isOff(value) ? 98 : round(scale(Math.max(value, floor)))) }
  }
  const scale = scaleLinear<number>({ domain: [Math.min(0, least), Math.max(1, most)], range: [3, 94] })
  return { isOff, ticks: scale.ticks(3), x: (value: number) => (isOff(value) ? 98 : round(scale(value))) }
}

/** What fits a narrow screen side by side. */
const DECADES = [1, 10, 100, 1_000, 10_000, 100_000, 1e6]

const round = (x: number) => Math.round(x * 100) / 100
