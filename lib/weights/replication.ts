import type { Finding } from '@/lib/reports/finding'

/**
 * How far two runs' ln R may differ, relative to the larger one: this project's choice. R spans four orders of magnitude, and the loss of a
 * wrecked model depends on the number format far more than an intact one's, so the tolerance grows with ln R: R = 10 matches 8 to
 * 12.9, R = 1,000 matches 500 to 2,150.
 */
const MAX_LOG_DEVIATION = 0.1

/**
 * Whether two accepted reports replicate each other: the same claim on the same windows, by different verifiers, on
 * different hardware or in another number format, with ratios within tolerance. A new version of the same engine is the same verifier.
 */
export function isReplicatedBy(a: Finding, b: Finding): boolean {
  return sameClaim(a, b) && sameWindows(a, b) && independent(a, b) && agree(a.verdict.damage, b.verdict.damage)
}

function sameClaim(a: Finding, b: Finding): boolean {
  return a.weights.length === b.weights.length && a.weights.every((id) => b.weights.includes(id))
}

/** Perplexities of different corpora, windows or tokenisations are never compared. */
function sameWindows(a: Finding, b: Finding): boolean {
  const [x, y] = [a.report.perplexity.at(-1), b.report.perplexity.at(-1)]
  return (
    x !== undefined &&
    y !== undefined &&
    x.grade === y.grade &&
    x.corpus.sha256 === y.corpus.sha256 &&
    x.token_ids_sha256 === y.token_ids_sha256
  )
}

function independent(a: Finding, b: Finding): boolean {
  const [x, y] = [a.report.verifier, b.report.verifier]
  return engineOf(x.engine) !== engineOf(y.engine) && (x.cpu !== y.cpu || x.number_format !== y.number_format)
}

/** The engine's name without its version: `onnxruntime-node 1.30.0` is `onnxruntime-node`. */
const engineOf = (engine: string): string => (engine.split(/[\s@/]/)[0] ?? '').toLowerCase()

type Damage = Finding['verdict']['damage']

function agree(a: Damage, b: Damage): boolean {
  if (a.infinite || b.infinite) return a.infinite === b.infinite
  if (a.ratio === null || b.ratio === null) return false
  const [x, y] = [Math.log(a.ratio), Math.log(b.ratio)]
  return Math.abs(x - y) <= MAX_LOG_DEVIATION * Math.max(Math.abs(x), Math.abs(y))
}
