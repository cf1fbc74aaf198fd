import type { EditedDemo, Quantised } from '@/lib/edited-demo/schema'
import { BITS, RANGES, type Range } from '@/lib/edited-demo/settings'
import { across, HEIGHT, perplexityY } from './geometry'
import { AxisAcross, PerplexityField, Polyline } from './perplexity-field'
import { Marked } from './scale-plot'
import { RANGE_LABELS } from './words'

const LINES: Readonly<Record<Range, { className: string; dash?: string; text: string }>> = {
  largest: { className: 'stroke-edge', dash: '5 4', text: 'fill-muted' },
  clipped: { className: 'stroke-accent', text: 'fill-accent' },
  apart: { className: 'stroke-ink', text: 'fill-ink' },
}

const at = (i: number) => across(i, BITS.length)

/** Perplexity by bits at one size of group: a line for each choice of the range. */
export function RoundPlot({
  demo,
  group,
  chosen = null,
}: {
  demo: EditedDemo
  group: number
  chosen?: Quantised | null
}) {
  const of = (range: Range) => demo.quantised.filter((one) => one.group === group && one.range === range)
  return (
    <>
      <PerplexityField intact={demo.intact} />
      {RANGES.map((range) => (
        <Polyline
          key={range}
          points={of(range).map(({ perplexity }, i) => [at(i), perplexityY(perplexity)])}
          {...LINES[range]}
        />
      ))}
      <Labels first={(range) => of(range)[0]?.perplexity ?? 1} />
      {chosen && (
        <Marked
          x={at(BITS.indexOf(chosen.bits))}
          perplexity={chosen.perplexity}
          ratio={chosen.ratio}
          end={BITS.indexOf(chosen.bits) > 1}
        />
      )}
      <AxisAcross name="bits a weight" marks={BITS.map((bits, i) => [at(i), String(bits)])} />
    </>
  )
}

/** Distance of two labels, in pixels. */
const GAP = 15

/** Each line's name over its beginning; the lower ones are pushed apart upwards. */
function Labels({ first }: { first: (range: Range) => number }) {
  const order = RANGES.toSorted((a, b) => first(a) - first(b))
  let above = HEIGHT + GAP
  return order.map((range) => {
    const line = perplexityY(first(range))
    // The highest line has more room below.
    const y = range === 'clipped' ? line + 17 : Math.min(line - 9, above - GAP)
    above = y
    return (
      <text key={range} x="11%" y={y} className={`halo ${LINES[range].text}`}>
        {RANGE_LABELS[range]}
      </text>
    )
  })
}
