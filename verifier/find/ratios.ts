import { ratioOf, type Grade, type Nll, type Protocol } from '@/lib/protocol'
import type { Subject } from '../pass/subject'
import { scopeOf, type RunJournal } from '../pass/scope'
import { toNll } from '../measure/perplexity'
import { windowsOf, type TokenizedCorpus } from '../measure/windows'
import { runPass } from '../pass/run-pass'
import type { ScalarSet } from './search'
import type { MeasureRatios } from './search-groups'

export interface RatiosRequest {
  readonly subject: Subject
  readonly text: TokenizedCorpus
  readonly grade: Grade
  readonly protocol: Protocol
  readonly journal?: RunJournal | null
  readonly onProgress?: (sets: number, pass: number, done: number, total: number) => void
  readonly signal?: AbortSignal
}

/**
 * Measures R of sets removed together, on the windows of one grade; the intact model is measured with the first.
 * @throws ImpossibleGrade when text or model are too short for the grade
 */
export function ratiosOn({
  subject,
  text,
  grade,
  protocol,
  journal,
  onProgress,
  signal,
}: RatiosRequest): MeasureRatios {
  const { checkpoint, recipe, backend } = subject
  const windows = windowsOf(text, grade, recipe.positions, protocol)
  let intact: readonly Nll[] | null = null
  return async (sets: readonly ScalarSet[], pass) => {
    const streams = [
      ...(intact === null ? [{ name: 'intact', edits: [] }] : []),
      ...sets.map((set, i) => ({ name: String(i), edits: set.map((scalar) => ({ ...scalar, scale: 0 })) })),
    ]
    const losses = await runPass({
      checkpoint,
      recipe,
      backend,
      windows,
      streams,
      scope: scopeOf(journal, `search, grade ${grade}, pass ${pass + 1}`),
      onProgress: (done, total) => onProgress?.(sets.length, pass, done, total),
      ...(signal ? { signal } : {}),
    })
    const nllOf = (name: string) => (losses.get(name) ?? []).map(toNll)
    const base = (intact ??= nllOf('intact'))
    return sets.map((_, i) => ratioOf(nllOf(String(i)), base, protocol.bootstrap))
  }
}
