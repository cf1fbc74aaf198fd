import { printStored } from '@/lib/coordinates'
import type { RatioRecord } from '@/lib/protocol'
import type { DoseCurve, DosePoint } from '../measure/dose-curve'
import { show } from './numbers'
import { sparkline } from './sparkline'
import { renderTable } from './table'

/** A dose curve for people: a row per scale, a plot, and what restoring undoes. */
export function printDose(curve: DoseCurve, width: number): string {
  const { checkpoint, members, corpus, grade, windows, window_tokens: length, points, restored } = curve
  const rows = [
    ...points.map((point) => rowOf(`x ${point.scale}`, point)),
    ...(restored === null ? [] : [rowOf('x 0, restored at the spike', restored)]),
  ]
  const lines = [
    `${checkpoint.repo} at ${checkpoint.commit}`,
    `${checkpoint.family}, ${checkpoint.layers} layers, ${checkpoint.dtype}`,
    ...members.map((member) => `  ${printStored(member)} = ${member.value}`),
    '',
    `Perplexity on ${corpus.id} (${corpus.revision.slice(0, 12)}), grade ${grade}: ${windows} windows of ${length} tokens`,
    renderTable(
      [members.length > 1 ? 'weights' : 'weight', 'perplexity', 'ratio R', '95 % interval of R'],
      rows,
      [30, 14, 14, null],
      Math.min(width, MAX_WIDTH),
    ),
    `  x ${points[0]?.scale} ${sparkline(points.map(({ perplexity }) => perplexity ?? Infinity))} x ${points.at(-1)?.scale}, log scale`,
    ...(restored === null ? [] : ['', sentenceOf(curve, restored)]),
  ]
  return `${lines.join('\n')}\n`
}

/** Four short columns gain nothing from a wide terminal. */
const MAX_WIDTH = 100

function rowOf(name: string, { perplexity, ratio }: DosePoint): string[] {
  return [
    name,
    perplexity === null ? noNumber(ratio) : show(perplexity),
    ratio.ratio === null ? noNumber(ratio) : show(ratio.ratio),
    intervalOf(ratio),
  ]
}

const noNumber = ({ infinite }: RatioRecord) => (infinite ? 'infinite' : 'not a number')

function intervalOf({ ratio, lower, upper, infinite }: RatioRecord): string {
  if (ratio === null && !infinite) return 'none'
  return `${lower === null ? 'infinite' : show(lower)} to ${upper === null ? 'infinite' : show(upper)}`
}

function sentenceOf(
  { members }: DoseCurve,
  { undone, undone_missing: missing }: NonNullable<DoseCurve['restored']>,
): string {
  const activation = members.length > 1 ? 'super activations' : 'super activation'
  if (undone === null) return `What restoring the ${activation} undoes is unknown: ${missing ?? 'no reason given'}.`
  const what = `Restoring the ${activation} at the spike token alone`
  if (undone < 0) return `${what} undoes none of the damage: it adds ${percent(-undone)} to it, on log-perplexity.`
  return `${what} undoes ${percent(undone)} of the damage, on log-perplexity.`
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
