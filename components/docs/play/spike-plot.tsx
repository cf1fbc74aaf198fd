import { readable } from '@/components/text/format'
import type { EditedDemo } from '@/lib/edited-demo/schema'
import { across, HEIGHT, valueY } from './geometry'
import { AxisAcross } from './perplexity-field'

/** Largest |y| of each layer: rings as it was, stems as it is now. */
export function SpikePlot({ demo, now }: { demo: EditedDemo; now: readonly number[] }) {
  const { layer } = demo.weight
  const intact = demo.scaled.find(({ scale }) => scale === 1)?.spikes ?? []
  const most = Math.max(...demo.scaled.flatMap(({ spikes }) => spikes))
  const at = (i: number) => across(i, now.length)
  const [own = 0, before = 0] = [now[layer], intact[layer]]
  return (
    <>
      <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} className="stroke-edge" />
      {now.map((value, i) => (
        <g key={i}>
          <circle cx={`${at(i)}%`} cy={valueY(intact[i] ?? 0, most)} r="5" className="fill-none stroke-edge" />
          <line
            x1={`${at(i)}%`}
            x2={`${at(i)}%`}
            y1={HEIGHT}
            y2={valueY(value, most)}
            strokeWidth="3"
            className={i === layer ? 'stroke-accent' : 'stroke-ink'}
          />
          <circle
            cx={`${at(i)}%`}
            cy={valueY(value, most)}
            r="3.5"
            className={i === layer ? 'fill-accent' : 'fill-ink'}
          />
        </g>
      ))}
      <text
        x={`${at(layer)}%`}
        dx="12"
        y={valueY(own, most) + (own < before ? -6 : 4)}
        className="halo fill-accent font-semibold"
      >
        {readable(own)}
      </text>
      {Math.abs(own - before) > most / 10 && (
        <text x={`${at(layer)}%`} dx="12" y={valueY(before, most) + 4} className="halo fill-muted">
          intact: {readable(before)}
        </text>
      )}
      <AxisAcross name="layer" marks={now.map((_, i) => [at(i), String(i)])} />
    </>
  )
}
