import type { Judged, Outcome } from '@/lib/protocol'
import type { ReproductionRecord } from '@/lib/reproductions/schema'
import { show } from './numbers'
import { printable } from './printable'

/** A run of a registry beside one's own. */
export function printComparison(basis: Judged & { readonly sha256: string }, own: Judged, outcome: Outcome): string {
  return `The registry's run, report ${basis.sha256.slice(0, 12)}: ${describe(basis)}\nThis run: ${describe(own)}\n${WORDS[outcome]}\n`
}

const WORDS: Readonly<Record<Outcome, string>> = {
  agrees: 'They agree.',
  disagrees: 'They disagree.',
  'not-comparable': 'Both confirm it, on different windows of text: their damages cannot be compared.',
}

function describe({ report: { verifier }, verdict: { damage, accepted, class: cls } }: Judged): string {
  const { ratio, lower, upper, infinite } = damage
  const size = infinite ? 'infinite' : `${show(ratio)} (${show(lower)} to ${show(upper)})`
  return printable(
    `${accepted ? `class ${cls ?? 'none'}` : 'not confirmed'}, R = ${size}; ${verifier.engine} on ${verifier.cpu}, ${verifier.device ?? 'cpu'}`,
  )
}

/** What became of a signed report. */
export function printFiled({ record, report, key, level }: ReproductionRecord): string {
  const state = `${level.number} ${level.word}${level.conflicting ? ', conflicting' : ''}`
  return (
    printable(
      `Signed with key ${key.slice(0, 12)} and filed as report ${report.slice(0, 12)}. ${record} is at level ${state}.`,
    ) + '\n'
  )
}
