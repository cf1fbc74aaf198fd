import type { AuditedWeight } from './schema'
import type { StoredWeight } from './stored-weight'
import { type AuditVerdict, VERDICT_WORDS, verdictOf } from './verdict'

/** Whether scales were folded into the norms beside a weight; `unknown` where the base model or the norms could not be read. */
export type Folding = 'no' | 'yes' | 'unknown'

type Judged = Omit<AuditedWeight, 'tensor' | 'row' | 'col' | 'layer' | 'expert' | 'record' | 'verified' | 'original'>

/** What became of a weight. @param original as the base model stores it, or null where that is not known */
export function judge(original: number | null, stored: StoredWeight, folding: Folding): Judged {
  const { form, tensor, values, index, scaling } = stored
  const value = values[index] ?? Number.NaN
  const verdict = verdictFor(original, value, folding)
  return {
    form,
    stored_in: tensor,
    value: finite(value),
    ratio: original === null || original === 0 ? null : finite(value / original),
    rank: rankOf(values, index),
    group: values.length,
    step: scaling === null ? null : finite(scaling.step),
    steps:
      original === null || scaling === null || folding === 'yes'
        ? null
        : finite((original - scaling.offset) / scaling.step),
    verdict,
    why: whyOf(original, value, verdict, folding),
  }
}

const finite = (x: number) => (Number.isFinite(x) ? x : null)

function verdictFor(original: number | null, value: number, folding: Folding): AuditVerdict {
  return original === null || original === 0 || folding === 'yes' ? 'not-compared' : verdictOf(original, value)
}

/** By size, 1 is the largest; of equal ones the first counts. */
function rankOf(values: ArrayLike<number>, index: number): number {
  const size = Math.abs(values[index] ?? Number.NaN)
  return 1 + Array.from(values).filter((other) => Math.abs(other) > size).length
}

function whyOf(original: number | null, value: number, verdict: AuditVerdict, folding: Folding): string {
  if (folding === 'yes')
    return 'The norms beside it differ from those of the base model: scales were folded into them, or the residual stream was rotated, so the two values mean different things.'
  if (original === null)
    return 'The original value is not known: no record has read it, and the base model could not be read.'
  if (original === 0) return 'The original is 0.'
  const words = `${value} instead of ${original}: ${VERDICT_WORDS[verdict]}.`
  return folding === 'no' ? words : `${words} Whether scales were folded into the norms could not be checked.`
}

/** A weight that could not be read. */
export function unread(why: string): Judged {
  return {
    form: null,
    stored_in: null,
    value: null,
    ratio: null,
    rank: null,
    group: null,
    step: null,
    steps: null,
    verdict: 'not-compared',
    why,
  }
}
