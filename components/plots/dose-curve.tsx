import { scaleLinear, scaleLog } from '@visx/scale'
import { readable, times } from '@/components/text/format'
import { Rules } from './axis'
import { PlotFrame } from './frame'
import { perplexityTicks } from './scales'
import { Field, Polyline } from './series'

const HEIGHT = 190
const AXIS = 36
/** Percent of the width. */
const LEFT = 12
const RIGHT = 94
/** Space above the highest point for its number. */
const TOP = 24

/** The perplexity with the weights multiplied by `scale`; null if it is not finite. */
export interface Dose {
  readonly scale: number
  readonly perplexity: number | null
}

/** How the perplexity depends on what the weights are multiplied by, from removed (0) over as they are (1) to doubled (2). Log axis. */
export function DoseCurve({
  id,
  doses,
  several,
  note,
}: {
  id: string
  doses: readonly Dose[]
  several: boolean
  note?: React.ReactNode
}) {
  const finite = doses.flatMap(({ scale, perplexity }) => (perplexity === null ? [] : [{ scale, perplexity }]))
  const values = finite.map(({ perplexity }) => perplexity)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const x = scaleLinear<number>({ domain: [0, Math.max(2, doses.at(-1)?.scale ?? 2)], range: [LEFT, RIGHT] })
  const y = scaleLog<number>({
    domain: [Math.max(1, least / 1.2), Math.max(most * 1.1, least * 2)],
    range: [HEIGHT, TOP],
  })
  const intact = doses.find(({ scale }) => scale === 1)?.perplexity ?? null
  const title = `Perplexity with ${several ? 'them' : 'it'} multiplied by a factor`
  const table = {
    caption: title,
    head: ['Factor', 'Perplexity', 'Times intact'],
    rows: doses.map(({ scale, perplexity }) => [
      String(scale),
      perplexity === null ? 'not finite' : readable(perplexity),
      perplexity === null || intact === null ? '' : times(perplexity / intact),
    ]),
  }
  const description = doses
    .map(({ scale, perplexity }) => `Factor ${scale}: ${perplexity === null ? 'not finite' : readable(perplexity)}.`)
    .join(' ')
  const ticks = perplexityTicks(most).filter((tick) => tick >= least / 1.2 && tick <= most * 1.1)
  return (
    <PlotFrame id={id} title={title} description={description} height={HEIGHT + AXIS} table={table} note={note}>
      <Rules ticks={ticks} y={(value) => y(value)} />
      <Field height={HEIGHT}>
        <Polyline
          places={finite.map(({ scale, perplexity }) => ({ x: x(scale), y: y(perplexity) }))}
          className="stroke-ink"
          width={2}
        />
      </Field>
      {finite.map(({ scale, perplexity }) => (
        <Point key={scale} at={x(scale)} y={y(perplexity)} scale={scale} label={readable(perplexity)} />
      ))}
      <g textAnchor="middle" className="fill-muted">
        {[0, 0.5, 1, 1.5, 2].map((scale) => (
          <text key={scale} x={`${x(scale)}%`} y={HEIGHT + 18}>
            {NAMES[scale] ?? `×${scale}`}
          </text>
        ))}
      </g>
    </PlotFrame>
  )
}

const NAMES: Readonly<Record<number, string>> = { 0: 'removed', 1: 'as it is', 2: 'doubled' }

/** The ends and the intact model have their numbers beside them. */
function Point({ at, y, scale, label }: { at: number; y: number; scale: number; label: string }) {
  return (
    <g>
      <circle cx={`${at}%`} cy={y} r={scale === 0 ? 5 : 3.5} className={scale === 0 ? 'fill-accent' : 'fill-ink'} />
      {scale in NAMES && (
        <text
          x={`${at}%`}
          dx={scale === 0 ? 8 : 0}
          y={y - 9}
          textAnchor={scale === 0 ? 'start' : 'middle'}
          className={`halo font-semibold ${scale === 0 ? 'fill-accent' : 'fill-ink'}`}
        >
          {label}
        </text>
      )}
    </g>
  )
}
