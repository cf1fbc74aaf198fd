/** A place in a plot: percent of its width, pixels from its top. */
export interface Place {
  readonly x: number
  readonly y: number
}

/**
 * The field of a plot for paths, which know no percentages: one unit is a percent across and a pixel down. Strokes keep their width on any screen. One path for
 * a whole series, not an element for each layer: a page with the plots of a run would have hundreds.
 */
export function Field({ height, children }: { height: number; children: React.ReactNode }) {
  return (
    <svg width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" overflow="visible">
      {children}
    </svg>
  )
}

interface StrokeProps {
  /** The colour of the stroke. */
  readonly className: string
  /** Pixels. */
  readonly width: number
}

/** One line through all places, in a `Field`. */
export function Polyline({
  places,
  dash,
  ...stroke
}: StrokeProps & { readonly places: readonly Place[]; readonly dash?: string | undefined }) {
  return <Stroke {...stroke} d={places.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')} dash={dash} />
}

/** A vertical line down from each place, in a `Field`. */
export function Verticals({
  places,
  to,
  ...stroke
}: StrokeProps & { readonly places: readonly Place[]; readonly to: number }) {
  return <Stroke {...stroke} d={places.map(({ x, y }) => `M${x} ${to}V${y}`).join('')} />
}

/** A dot at each place, in a `Field`: a line of no length with round ends. Two of different widths make a ring. @param width its diameter */
export function Dots({ places, ...stroke }: StrokeProps & { readonly places: readonly Place[] }) {
  return <Stroke {...stroke} d={places.map(({ x, y }) => `M${x} ${y}h0`).join('')} />
}

function Stroke({
  d,
  className,
  width,
  dash,
}: StrokeProps & { readonly d: string; readonly dash?: string | undefined }) {
  return (
    <path
      d={d}
      className={`fill-none ${className}`}
      strokeWidth={width}
      strokeLinecap="round"
      strokeDasharray={dash}
      vectorEffect="non-scaling-stroke"
    />
  )
}
