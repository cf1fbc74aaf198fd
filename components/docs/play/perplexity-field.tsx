import { HEIGHT, PERPLEXITY_TICKS, perplexityY } from './geometry'

/** Grid lines of a log axis of perplexity, and a dashed one for the intact model. */
export function PerplexityField({ intact }: { intact: number }) {
  return (
    <g>
      {PERPLEXITY_TICKS.map((tick) => (
        <g key={tick}>
          <line
            x1="0"
            x2="100%"
            y1={perplexityY(tick)}
            y2={perplexityY(tick)}
            className={tick === 1 ? 'stroke-edge' : 'stroke-rule'}
          />
          <text x="0" y={perplexityY(tick) - 4} className="fill-muted">
            {tick}
          </text>
        </g>
      ))}
      <line
        x1="9%"
        x2="100%"
        y1={perplexityY(intact)}
        y2={perplexityY(intact)}
        className="stroke-ink"
        strokeDasharray="2 3"
      />
    </g>
  )
}

/** The name of the axis across, and its numbers. */
export function AxisAcross({
  name,
  marks,
}: {
  name: string
  marks: readonly (readonly [at: number, words: string])[]
}) {
  return (
    <g textAnchor="middle" className="fill-muted">
      {marks.map(([at, words]) => (
        <text key={words} x={`${at}%`} y={HEIGHT + 16}>
          {words}
        </text>
      ))}
      <text x="52%" y={HEIGHT + 33}>
        {name}
      </text>
    </g>
  )
}

/** Straight lines from point to point: only segments can use percentages. */
export function Polyline({
  points,
  className,
  dash,
}: {
  points: readonly (readonly [x: number, y: number])[]
  className: string
  dash?: string
}) {
  return (
    <g className={className} strokeWidth="2" strokeLinecap="round" strokeDasharray={dash}>
      {points.slice(1).map(([x, y], i) => (
        <line key={i} x1={`${points[i]?.[0]}%`} y1={points[i]?.[1]} x2={`${x}%`} y2={y} />
      ))}
    </g>
  )
}
