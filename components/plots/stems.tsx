import { Dots, type Place, Verticals } from './series'

export interface StemsProps {
  /** The head of each stem. */
  readonly heads: readonly Place[]
  /** Pixels from the top: where all begin. */
  readonly foot: number
  /** The one that the plot is about is thicker, in this colour. */
  readonly marked: { readonly index: number; readonly colour: 'ink' | 'accent' } | null
}

const COLOURS = { ink: 'stroke-ink', accent: 'stroke-accent' } as const

/** Values as lines from the axis with a dot at the end, in a `Field`. */
export function Stems({ heads, foot, marked }: StemsProps) {
  const others = heads.filter((_, i) => i !== marked?.index)
  const own = heads.filter((_, i) => i === marked?.index)
  return (
    <>
      <Verticals places={others} to={foot} className="stroke-edge" width={1.5} />
      <Dots places={others} className="stroke-edge" width={6} />
      {marked && (
        <>
          <Verticals places={own} to={foot} className={COLOURS[marked.colour]} width={2.5} />
          <Dots places={own} className={COLOURS[marked.colour]} width={9} />
        </>
      )}
    </>
  )
}
