import { readable } from '@/components/text/format'
import { AXIS_HEIGHT, LayerAxis, Rules } from './axis'
import { PlotFrame } from './frame'
import { layerScale, valueScale } from './scales'
import { Dots, Field } from './series'
import { Stems } from './stems'

/** Height of the field in pixels, without the axis. */
const HEIGHT = 220

/** Pixels between a dot and the number above it. */
const LABEL = 10

export interface SpikesRemovedProps {
  readonly id: string
  readonly title: string
  /** Signed value at the argmax of |y| of every layer. */
  readonly intact: readonly number[]
  /** The same in the edited model. */
  readonly removed: readonly number[]
  /** What was removed, as in "with the pair removed". */
  readonly without: string
  readonly note?: React.ReactNode
}

/** The largest |y| of each layer, before and after a removal: a stem for what there was, a ring for what is left. */
export function SpikesRemoved({ id, title, intact, removed, without, note }: SpikesRemovedProps) {
  const [before, after] = [intact.map(Math.abs), removed.map(Math.abs)]
  const x = layerScale(before.length)
  const { y, ticks } = valueScale(Math.max(...before, ...after), HEIGHT)
  const placesOf = (sizes: readonly number[]) => sizes.map((size, layer) => ({ x: x(layer), y: y(size) }))
  const peak = before.indexOf(Math.max(...before))
  const value = (of: readonly number[], layer: number) => readable(of[layer] ?? NaN)
  const description = `A stem and a ring for each of ${before.length} layers. Layer ${peak} reaches ${value(before, peak)} in the intact model and ${value(after, peak)} ${without}.`
  const table = {
    caption: `${title}, by layer`,
    head: ['Layer', 'intact', without],
    rows: intact.map((_, layer) => [String(layer), value(intact, layer), value(removed, layer)]),
  }
  return (
    <PlotFrame id={id} title={title} description={description} height={HEIGHT + AXIS_HEIGHT} table={table} note={note}>
      <Rules ticks={ticks} y={y} />
      <Field height={HEIGHT}>
        <Stems heads={placesOf(before)} foot={y(0)} marked={{ index: peak, colour: 'ink' }} />
        <Dots places={placesOf(after)} className="stroke-accent" width={9.75} />
        <Dots places={placesOf(after)} className="stroke-paper" width={6.25} />
      </Field>
      <Label at={x(peak)} y={y(before[peak] ?? 0)} className="fill-ink">{`${value(before, peak)} intact`}</Label>
      <Label at={x(peak)} y={y(after[peak] ?? 0)} className="fill-accent">
        {`${value(after, peak)} left`}
      </Label>
      <LayerAxis layers={before.length} x={x} y={HEIGHT} />
    </PlotFrame>
  )
}

/** At the right of the point, which leaves the stem free. */
function Label({ at, y, className, children }: { at: number; y: number; className: string; children: string }) {
  return (
    <text x={`${at}%`} dx={LABEL} y={y - 3} className={`halo font-semibold ${className}`}>
      {children}
    </text>
  )
}
