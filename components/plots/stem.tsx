export interface StemProps {
  /** Percent of the width. */
  readonly at: number
  /** Pixels from the top: the foot and the head. */
  readonly from: number
  readonly to: number
  /** The one that the plot is about is thicker, in this colour. */
  readonly colour: 'ink' | 'accent' | null
}

const LINES = { ink: 'stroke-ink', accent: 'stroke-accent' } as const
const DOTS = { ink: 'fill-ink', accent: 'fill-accent' } as const

/** A layer's value: a line from the axis with a dot at its end. */
export function Stem({ at, from, to, colour }: StemProps) {
  return (
    <g>
      <line
        x1={`${at}%`}
        x2={`${at}%`}
        y1={from}
        y2={to}
        className={colour ? LINES[colour] : 'stroke-edge'}
        strokeWidth={colour ? 2.5 : 1.5}
      />
      <circle cx={`${at}%`} cy={to} r={colour ? 4.5 : 3} className={colour ? DOTS[colour] : 'fill-edge'} />
    </g>
  )
}
