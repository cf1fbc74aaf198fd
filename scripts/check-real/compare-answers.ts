import { verdictOf, type Report } from '@/lib/protocol'
import { REMOVALS } from '@/lib/real-model/schema'
import type { Measured } from './measured'
import type { Referee } from './referee'
import { nameOf } from './places'
import { same, type Row } from './row'

const PAIR = [...REMOVALS.pair.members].sort().join(', ')

/** What `find` has to return, and what the two protocols have to say of the pair and of the pair with two neighbours. */
export function answerRows(
  { dequantised }: Pick<Referee, 'dequantised'>,
  { find, padded, pair, audit }: Pick<Measured, 'find' | 'padded' | 'pair' | 'audit'>,
): Row[] {
  const answers = find.answers.map(({ class: is, members }) => `${is}: ${members.map(nameOf).sort().join(', ')}`)
  return [
    same('`find`', `B: ${PAIR}`, answers.join('; ') || 'nothing'),
    same('`verify --protocol swp-1`, both', 'accepted, class B', verdictWords(pair)),
    same('`verify --protocol swp-2`, both and two neighbours', `not accepted, core ${PAIR}`, verdictWords(padded)),
    same('`audit` of the GGUF file', values(Object.entries(dequantised)), values(audited(audit))),
  ]
}

/** Every digit: nothing but equality passes. */
const values = (all: readonly (readonly [string, number | null])[]) =>
  all
    .map(([name, value]) => `${name} = ${value}`)
    .sort()
    .join(', ')

const audited = ({ files }: Measured['audit']) =>
  files.flatMap(({ weights }) => weights.map((weight) => [nameOf(weight), weight.value] as const))

function verdictWords(report: Report): string {
  const { accepted, class: is, core } = verdictOf(report)
  if (accepted) return `accepted, class ${is ?? 'none'}`
  const names = core?.flatMap((i) => (report.members[i] ? [nameOf(report.members[i])] : [])).sort()
  return `not accepted${names ? `, core ${names.join(', ')}` : ''}`
}
