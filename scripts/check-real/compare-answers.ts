import { verdictOf, type Report } from '@/lib/protocol'
import { REMOVALS } from '@/lib/real-model/schema'
import type { Measured } from './measured'
import { nameOf } from './places'
import { same, type Row } from './row'

const PAIR = [...REMOVALS.pair.members].sort().join(', ')

/** What `find` has to return, and what the two protocols have to say of the pair and of the pair with two neighbours. */
export function answerRows({ find, padded, pair }: Pick<Measured, 'find' | 'padded' | 'pair'>): Row[] {
  const answers = find.answers.map(({ class: is, members }) => `${is}: ${members.map(nameOf).sort().join(', ')}`)
  return [
    same('`find`', `B: ${PAIR}`, answers.join('; ') || 'nothing'),
    same('`verify --protocol swp-1`, both', 'accepted, class B', verdictWords(pair)),
    same('`verify --protocol swp-2`, both and two neighbours', `not accepted, core ${PAIR}`, verdictWords(padded)),
  ]
}

function verdictWords(report: Report): string {
  const { accepted, class: is, core } = verdictOf(report)
  if (accepted) return `accepted, class ${is ?? 'none'}`
  const names = core?.flatMap((i) => (report.members[i] ? [nameOf(report.members[i])] : [])).sort()
  return `not accepted${names ? `, core ${names.join(', ')}` : ''}`
}
