import { readable } from '@/components/text/format'
import { AXIS_HEIGHT, LayerAxis, Rules } from './axis'
import { PlotFrame } from './frame'
import { layerScale, valueScale } from './scales'
import { Dots, Field, Polyline } from './series'

/** Height of the field in pixels, without the axis. */
const HEIGHT = 190

/** Minimum distance between the labels at the ends of lines, in pixels. */
const LABEL_GAP = 26

export interface ResidualTraceProps {
  readonly id: string
  readonly title: string
  /** h[t, j] after every layer. */
  readonly intact: readonly number[]
  /** The same with the weight removed. */
  readonly removed: readonly number[]
  /** Number of removal rounds before this one: above 0, the first line is no longer the intact model. */
  readonly round?: number
  /** What is removed, as a sentence begins it. */
  readonly what?: string
}

/** The residual stream at the spike's token and channel, layer by layer, with the weight and without it. */
export function ResidualTrace({ id, title, intact, removed, round = 0, what = 'weight' }: ResidualTraceProps) {
  const [withIt, withoutIt] =
    round === 0 ? ['intact', `${what} removed`] : ['earlier weights removed', 'this one removed too']
  const [before, after] = [intact.map(Math.abs), removed.map(Math.abs)]
  const x = layerScale(before.length)
  const { y, ticks } = valueScale(Math.max(...before, ...after), HEIGHT)
  const peak = before.indexOf(Math.max(...before))
  const description = `Two lines over ${before.length} layers. ${capital(withIt)}: up to ${readable(before[peak] ?? 0)}, at layer ${peak}. ${capital(withoutIt)}: up to ${readable(Math.max(...after))}.`
  const table = {
    caption: `${title}, by layer`,
    head: ['Layer', withIt, withoutIt],
    rows: intact.map((h, i) => [String(i), readable(h), readable(removed[i] ?? 0)]),
  }
  const labels = labelHeights(y, before, after)
  return (
    <PlotFrame id={id} title={title} description={description} height={HEIGHT + AXIS_HEIGHT} table={table}>
      <Rules ticks={ticks} y={y} />
      <Field height={HEIGHT}>
        <Line values={before} x={x} y={y} className="stroke-ink" hollow={false} />
        <Line values={after} x={x} y={y} className="stroke-accent" hollow />
      </Field>
      <text x={`${x(labels.layer)}%`} y={labels.intact} textAnchor="middle" className="fill-ink font-semibold">
        {withIt}
      </text>
      <text x={`${x(labels.layer)}%`} y={labels.removed} textAnchor="middle" className="fill-accent font-semibold">
        {withoutIt}
      </text>
      <LayerAxis layers={before.length} x={x} y={HEIGHT} />
    </PlotFrame>
  )
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Labels sit above their lines in the middle of the plot; where the lines are close, the intact one moves up. */
function labelHeights(
  y: (value: number) => number,
  before: readonly number[],
  after: readonly number[],
): { layer: number; intact: number; removed: number } {
  const layer = Math.floor(before.length * 0.6)
  const near = (values: readonly number[]) =>
    Math.max(values[layer] ?? 0, values[layer - 1] ?? 0, values[layer + 1] ?? 0)
  const removed = y(near(after)) - 9
  const intact = y(near(before)) - 9
  return { layer, removed, intact: Math.abs(intact - removed) < LABEL_GAP ? Math.max(12, removed - LABEL_GAP) : intact }
}

function Line({ values, x, y, className, hollow }: LineProps) {
  const places = values.map((value, layer) => ({ x: x(layer), y: y(value) }))
  return (
    <>
      <Polyline places={places} className={className} width={2} dash={hollow ? '4 3' : undefined} />
      {places.length <= MAX_DOTS && (
        <>
          <Dots places={places} className={className} width={hollow ? 7.5 : 6} />
          {hollow && <Dots places={places} className="stroke-paper" width={4.5} />}
        </>
      )}
    </>
  )
}

interface LineProps {
  readonly values: readonly number[]
  readonly x: (layer: number) => number
  readonly y: (value: number) => number
  readonly className: string
  /** Dashed, with rings for dots: the lines differ without their colours. */
  readonly hollow: boolean
}

/** More dots than this overlap on a narrow screen. */
const MAX_DOTS = 24
