import { readable } from '@/components/text/format'

/** Height of the layer numbers under a plot, in pixels. */
export const AXIS_HEIGHT = 36

/** Horizontal grid lines, each with its value above it at the left, so that no margin is needed. */
export function Rules({ ticks, y }: { ticks: readonly number[]; y: (value: number) => number }) {
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className={tick === 0 ? 'stroke-edge' : 'stroke-rule'} />
          <text x="0" y={y(tick) - 4} className="fill-muted">
            {readable(tick)}
          </text>
        </g>
      ))}
    </g>
  )
}

/** Layer numbers under the plot, thinned to what fits a narrow screen, and the axis' name. */
export function LayerAxis({ layers, x, y }: { layers: number; x: (layer: number) => number; y: number }) {
  const step = Math.ceil(layers / MAX_LABELS)
  const shown = Array.from({ length: layers }, (_, i) => i).filter((i) => i % step === 0)
  return (
    <g textAnchor="middle" className="fill-muted">
      {shown.map((layer) => (
        <text key={layer} x={`${x(layer)}%`} y={y + 16}>
          {layer}
        </text>
      ))}
      <text x="50%" y={y + 33}>
        layer
      </text>
    </g>
  )
}

/** Number of labels that do not collide on a plot 280 pixels wide. */
const MAX_LABELS = 9
