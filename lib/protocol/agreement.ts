import type { Report, VerifierFacts } from './report'
import type { RatioRecord, Verdict } from './verdict-schema'

/**
 * How far two runs' ln R may differ, relative to the larger one: this project's choice. R spans four orders of magnitude, and the loss of a
 * wrecked model depends on the number format far more than an intact one's, so the tolerance grows with ln R: R = 10 matches 8 to
 * 12.9, R = 1,000 matches 500 to 2,150.
 */
const MAX_LOG_DEVIATION = 0.1

/** How a run compares with another one of the same claim. */
export const OUTCOMES = ['agrees', 'disagrees', 'not-comparable'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A run with its verdict. */
export interface Judged {
  readonly report: Report
  readonly verdict: Verdict
}

/** Whether two runs of one claim agree; `not-comparable` where both confirm it on different windows. */
export function outcomeOf(a: Judged, b: Judged): Outcome {
  if (a.verdict.accepted !== b.verdict.accepted) return 'disagrees'
  if (!a.verdict.accepted) return 'agrees'
  if (!sameWindows(a.report, b.report)) return 'not-comparable'
  return damagesAgree(a.verdict.damage, b.verdict.damage) ? 'agrees' : 'disagrees'
}

/** Whether two damages agree within tolerance. */
export function damagesAgree(a: RatioRecord, b: RatioRecord): boolean {
  if (a.infinite || b.infinite) return a.infinite === b.infinite
  if (a.ratio === null || b.ratio === null) return false
  const [x, y] = [Math.log(a.ratio), Math.log(b.ratio)]
  return Math.abs(x - y) <= MAX_LOG_DEVIATION * Math.max(Math.abs(x), Math.abs(y))
}

/** Whether two runs decide by the same windows of the same text. Perplexities of different corpora, windows or tokenisations are never compared. */
export function sameWindows(a: Report, b: Report): boolean {
  const [x, y] = [a.perplexity.at(-1), b.perplexity.at(-1)]
  return (
    x !== undefined &&
    y !== undefined &&
    x.grade === y.grade &&
    x.corpus.sha256 === y.corpus.sha256 &&
    x.token_ids_sha256 === y.token_ids_sha256
  )
}

/** What computed, of a report or of one that is still to be made. */
export type Computer = Pick<VerifierFacts, 'engine' | 'cpu' | 'device'>

/** The engine's name without its version: `onnxruntime-node 1.30.0` is `onnxruntime-node`. A new version of an engine is the same engine. */
export const engineOf = ({ engine }: Computer): string => (engine.split(/[\s@/]/)[0] ?? '').toLowerCase()

/** What computed: the processor, and which part of the machine. Reports older than the field `device` are of processors. */
export const hardwareOf = ({ cpu, device = 'cpu' }: Computer): string => `${cpu}, ${device}`
