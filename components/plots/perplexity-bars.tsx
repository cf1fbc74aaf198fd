import { readable, times } from '@/components/text/format'
import { PlotFrame } from './frame'
import { perplexityScale } from './scales'

/** Height of a row in pixels: the name, with the bar under it. */
const ROW = 46

const BAR = 14

/** Pixels above the first row, for the ticks. */
const HEAD = 22

/** A named perplexity; `null` if it is not finite. */
export interface PerplexityBar {
  readonly name: string
  readonly perplexity: number | null
  /** 95 % interval, where one was computed. */
  readonly interval?: readonly [number, number] | null
  /** `intact` is the reference line, `claimed` is what the record is about. */
  readonly tone: 'intact' | 'claimed' | 'member' | 'control'
}

const TONES: Readonly<Record<PerplexityBar['tone'], string>> = {
  intact: 'fill-ink',
  claimed: 'fill-accent',
  member: 'fill-edge',
  control: 'fill-faint',
}

/** Perplexities of one corpus and one window length as bars on a log axis. Never mix corpora or window lengths in one plot. */
export function PerplexityBars({
  id,
  title,
  bars,
  note,
}: {
  id: string
  title: string
  bars: readonly PerplexityBar[]
  note: React.ReactNode
}) {
  const finite = bars
    .flatMap((bar) => (bar.perplexity === null ? [] : [bar.perplexity, bar.interval?.[1] ?? 0]))
    .filter(Number.isFinite)
  const intact = bars.find((bar) => bar.tone === 'intact')?.perplexity ?? null
  const { x, ticks } = perplexityScale(Math.max(...finite), Math.max(...bars.map((bar) => behind(bar, intact).length)))
  const height = HEAD + bars.length * ROW
  const description = bars.map((bar) => `${bar.name}: ${words(bar, intact)}.`).join(' ')
  return (
    <PlotFrame
      id={id}
      title={title}
      description={description}
      height={height}
      table={tableOf(title, bars, intact)}
      note={note}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={`${x(tick)}%`} x2={`${x(tick)}%`} y1={HEAD - 6} y2={height} className="stroke-rule" />
          <text x={`${x(tick)}%`} y={HEAD - 10} textAnchor={tick === 1 ? 'start' : 'middle'} className="fill-muted">
            {readable(tick)}
          </text>
        </g>
      ))}
      {bars.map((bar, i) => (
        <Row key={bar.name} bar={bar} top={HEAD + i * ROW} x={x} intact={intact} />
      ))}
    </PlotFrame>
  )
}

function Row({
  bar,
  top,
  x,
  intact,
}: {
  bar: PerplexityBar
  top: number
  x: (perplexity: number) => number
  intact: number | null
}) {
  const width = bar.perplexity === null ? 100 : x(bar.perplexity)
  const middle = top + 20 + BAR / 2
  const interval = bar.interval ?? null
  const end = bar.perplexity === null ? 100 : Math.max(width, interval ? x(interval[1]) : 0)
  return (
    <g>
      <text x="0" y={top + 13} className={`halo ${bar.tone === 'claimed' ? 'fill-accent font-semibold' : 'fill-ink'}`}>
        {bar.name}
      </text>
      <rect x="0" y={top + 20} width={`${width}%`} height={BAR} className={TONES[bar.tone]} />
      {intact !== null && (
        <line
          x1={`${x(intact)}%`}
          x2={`${x(intact)}%`}
          y1={top + 18}
          y2={top + ROW}
          className="stroke-ink"
          strokeDasharray="2 3"
        />
      )}
      {interval && bar.perplexity !== null && (
        <line
          x1={`${x(interval[0])}%`}
          x2={`${x(interval[1])}%`}
          y1={middle}
          y2={middle}
          className="stroke-ink"
          strokeWidth="1.5"
        />
      )}
      <text
        x={`${end}%`}
        dx={bar.perplexity === null ? -6 : 7}
        y={middle + 4}
        textAnchor={bar.perplexity === null ? 'end' : 'start'}
        className={bar.perplexity === null ? 'fill-paper' : 'halo fill-ink'}
      >
        <tspan className="font-semibold">{bar.perplexity === null ? 'not finite' : readable(bar.perplexity)}</tspan>
        <tspan className="fill-muted">{timesIntact(bar, intact)}</tspan>
      </text>
    </g>
  )
}

/** Times the intact perplexity, where the bar is not that one. */
function timesIntact({ tone, perplexity }: PerplexityBar, intact: number | null): string {
  return tone === 'intact' || perplexity === null || intact === null ? '' : `  ${times(perplexity / intact)}`
}

/** What stands behind a bar; "not finite" is drawn inside it. */
function behind(bar: PerplexityBar, intact: number | null): string {
  return bar.perplexity === null ? '' : `${readable(bar.perplexity)}${timesIntact(bar, intact)}`
}

function words(bar: PerplexityBar, intact: number | null): string {
  if (bar.perplexity === null) return 'not finite'
  const ratio =
    intact !== null && bar.tone !== 'intact' ? `, ${readable(bar.perplexity / intact)} times the intact one` : ''
  return `${readable(bar.perplexity)}${ratio}`
}

function tableOf(caption: string, bars: readonly PerplexityBar[], intact: number | null) {
  return {
    caption,
    head: ['Stream', 'Perplexity', 'Times intact', '95 % interval'],
    rows: bars.map((bar) => [
      bar.name,
      bar.perplexity === null ? 'not finite' : readable(bar.perplexity),
      bar.perplexity === null || intact === null ? '' : times(bar.perplexity / intact),
      bar.interval ? `${readable(bar.interval[0])} to ${readable(bar.interval[1])}` : '',
    ]),
  }
}
