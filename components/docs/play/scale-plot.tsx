import { readable, times } from '@/components/text/format'
import type { EditedDemo } from '@/lib/edited-demo/schema'
import { across, perplexityY } from './geometry'
import { AxisAcross, PerplexityField, Polyline } from './perplexity-field'

const MARKS = [0, 0.5, 1, 1.5, 2]

/** Perplexity by the factor of the weight, with the chosen one marked. */
export function ScalePlot({ demo, chosen = null }: { demo: EditedDemo; chosen?: number | null }) {
  const { scaled, intact } = demo
  const last = scaled.at(-1)?.scale ?? 1
  const at = (scale: number) => across(scale, last + 1)
  const now = scaled.find(({ scale }) => scale === chosen)
  return (
    <>
      <PerplexityField intact={intact} />
      <Polyline
        points={scaled.map(({ scale, perplexity }) => [at(scale), perplexityY(perplexity)])}
        className="stroke-ink"
      />
      {now ? (
        <Marked x={at(now.scale)} perplexity={now.perplexity} ratio={now.ratio} end={now.scale > last / 2} />
      ) : (
        scaled
          .filter(({ scale }) => MARKS.includes(scale))
          .map(({ scale, perplexity, ratio }) => (
            <g key={scale}>
              <circle cx={`${at(scale)}%`} cy={perplexityY(perplexity)} r="3.5" className="fill-ink" />
              <text
                x={`${at(scale)}%`}
                y={perplexityY(perplexity) + (scale < 1 ? 18 : -9)}
                textAnchor={scale === 0 ? 'start' : 'middle'}
                className="halo fill-ink"
              >
                {scale === 1 ? readable(perplexity) : times(ratio)}
              </text>
            </g>
          ))
      )}
      <AxisAcross name="the weight, times" marks={MARKS.map((scale) => [at(scale), String(scale)])} />
    </>
  )
}

/** The chosen point with its numbers, on the side that has room. */
export function Marked({ x, perplexity, ratio, end }: { x: number; perplexity: number; ratio: number; end: boolean }) {
  const y = perplexityY(perplexity)
  return (
    <g>
      <circle cx={`${x}%`} cy={y} r="5.5" className="fill-accent stroke-paper" strokeWidth="2" />
      <text
        x={`${x}%`}
        dx={end ? -10 : 10}
        y={y - 10}
        textAnchor={end ? 'end' : 'start'}
        className="halo fill-accent font-semibold"
      >
        {readable(perplexity)}, {times(ratio)}
      </text>
    </g>
  )
}
