import { readable, times } from '@/components/text/format'
import { PlotFrame } from './frame'
import { perplexityScale } from './scales'

/** Height of a row in pixels: the name, with the bar under it. */
const ROW = 42
const BAR = 12
/** Pixels above the first row, for the ticks. */
const HEAD = 22

/** What was removed, and how many times larger the perplexity became. */
export interface RatioBar {
  readonly name: string
  /** `null` if the perplexity is not finite. */
  readonly ratio: number | null
  readonly tone: 'answer' | 'member' | 'tried'
}

const TONES: Readonly<Record<RatioBar['tone'], string>> = {
  answer: 'fill-accent',
  member: 'fill-edge',
  tried: 'fill-faint',
}

/** Values of R as bars on a log axis from 1, with the line from which a weight counts as a super weight. */
export function RatioBars({
  id,
  title,
  bars,
  line,
  note,
}: {
  id: string
  title: string
  bars: readonly RatioBar[]
  /** Least R of a super weight. */
  line: number
  note: React.ReactNode
}) {
  const finite = bars.flatMap(({ ratio }) => ratio ?? [])
  const { x, ticks } = perplexityScale(Math.max(line, ...finite), Math.max(...bars.map((bar) => words(bar).length)))
  const height = HEAD + bars.length * ROW
  return (
    <PlotFrame
      id={id}
      title={title}
      description={`A super weight has R of ${line} or more. ${bars.map((bar) => `${bar.name}: ${words(bar)}.`).join(' ')}`}
      height={height}
      table={{ caption: title, head: ['Removed', 'R'], rows: bars.map((bar) => [bar.name, words(bar)]) }}
      note={note}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={`${x(tick)}%`} x2={`${x(tick)}%`} y1={HEAD - 6} y2={height} className="stroke-rule" />
          <text x={`${x(tick)}%`} y={HEAD - 10} textAnchor={tick === 1 ? 'start' : 'middle'} className="fill-muted">
            {times(tick).replace('.00', '')}
          </text>
        </g>
      ))}
      <line
        x1={`${x(line)}%`}
        x2={`${x(line)}%`}
        y1={HEAD - 6}
        y2={height}
        className="stroke-ink"
        strokeDasharray="2 3"
      />
      {bars.map((bar, i) => (
        <Row key={bar.name} bar={bar} top={HEAD + i * ROW} x={x} />
      ))}
    </PlotFrame>
  )
}

function Row({ bar, top, x }: { bar: RatioBar; top: number; x: (ratio: number) => number }) {
  const end = bar.ratio === null ? 100 : x(bar.ratio)
  return (
    <g>
      <text x="0" y={top + 13} className={`halo ${bar.tone === 'answer' ? 'fill-accent font-semibold' : 'fill-ink'}`}>
        {bar.name}
      </text>
      {/* A bar of R = 1 has no length: two pixels show that it was measured. */}
      <rect x="0" y={top + 19} width="2" height={BAR} className={TONES[bar.tone]} />
      <rect x="0" y={top + 19} width={`${end}%`} height={BAR} className={TONES[bar.tone]} />
      <text
        x={`${end}%`}
        dx={bar.ratio === null ? -6 : 7}
        y={top + 19 + BAR - 2}
        textAnchor={bar.ratio === null ? 'end' : 'start'}
        className={bar.ratio === null ? 'fill-paper font-semibold' : 'halo fill-ink font-semibold'}
      >
        {words(bar)}
      </text>
    </g>
  )
}

function words({ ratio }: RatioBar): string {
  if (ratio === null) return 'not finite'
  return Number.isFinite(ratio) ? times(ratio) : readable(ratio)
}
