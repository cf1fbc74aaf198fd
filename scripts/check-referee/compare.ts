import { verdictOf, type Report } from '@/lib/protocol'
import { decisionOf, type Answer } from './answer'
import { differencesOf, type Differences } from './differences'

/** The answers of both to one claim, compared. */
export interface Compared extends Differences {
  readonly verifier: ReturnType<typeof verdictOf>
}

/**
 * Compares reports number by number, and three verdicts: the verifier's on its own report, the referee's on its own, and the verifier's on the referee's report,
 * which tells a difference of the rules from one of the numbers.
 */
export function compare(report: Report, answer: Answer): Compared {
  const [ours, ofTheirs] = [verdictOf(report), verdictOf(answer.report)]
  const { worst, disagreements } = differencesOf(report, answer.report)
  const decisions = [
    ['the verifier on its own report', decisionOf(ours)],
    ["the verifier on the referee's report", decisionOf(ofTheirs)],
  ] as const
  const referee = JSON.stringify(decisionOf(answer.verdict))
  const otherwise = decisions
    .filter(([, decision]) => JSON.stringify(decision) !== referee)
    .map(([who, decision]) => `${who} decides ${JSON.stringify(decision)}; the referee ${referee}`)
  return { verifier: ours, worst, disagreements: [...disagreements, ...otherwise, ...sums(answer)] }
}

/** Two reports that are there already, of one claim: where they differ, and whether their verdicts do. */
export function compareReports(one: Report, other: Report): Differences {
  const { worst, disagreements } = differencesOf(one, other)
  const [a, b] = [one, other].map((report) => JSON.stringify(decisionOf(verdictOf(report))))
  return { worst, disagreements: a === b ? disagreements : [...disagreements, `verdict: verifier ${a}, referee ${b}`] }
}

/** From one and the same report, both must compute the same numbers. */
function sums({ report, verdict }: Answer): string[] {
  const { damage, intact_perplexity, edited_perplexity, control_ratio } = verdictOf(report)
  const pairs = [
    ['R', damage.ratio, verdict.damage.ratio],
    ['the lower bound of R', damage.lower, verdict.damage.lower],
    ['the upper bound of R', damage.upper, verdict.damage.upper],
    ['intact perplexity', intact_perplexity, verdict.intact_perplexity],
    ['edited perplexity', edited_perplexity, verdict.edited_perplexity],
    ["the controls' largest R", control_ratio, verdict.control_ratio],
  ] as const
  return pairs
    .filter(([, ours, theirs]) => !(Math.abs((ours ?? NaN) / theirs - 1) <= SAME_SUM))
    .map(([what, ours, theirs]) => `${what} of one report: verifier ${ours}, referee ${theirs}`)
}

/** Double precision in another order of additions. */
const SAME_SUM = 1e-9
