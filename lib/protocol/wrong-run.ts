import { keyOf, type Coordinate } from '@/lib/coordinates'
import type { Report } from './report'
import type { PerplexityRun, StreamResult } from './report-perplexity'
import { GRADES, type Protocol } from './protocol'
import { protocolOf } from './registry'

/**
 * Whether the raw numbers are what their labels say: one run a grade, cheapest first; windows of the grade; one loss a window in every stream; edits that
 * remove what the stream's role names; no stream twice. A verdict computed from anything else would mean nothing.
 * @throws UnknownProtocol when the registry has not published the report's protocol
 * @returns what is wrong with the first run that is not so, as a sentence, or null
 */
export function wrongRunOf(
  { perplexity, members, protocol: { sha256 } }: Pick<Report, 'protocol' | 'perplexity' | 'members'>,
  protocol: Protocol = protocolOf(sha256),
): string | null {
  for (const [i, run] of perplexity.entries()) {
    const wrong = wrongOrder(run, perplexity[i - 1]) ?? wrongNumbers(run, protocol) ?? wrongStream(run, members)
    if (wrong !== null) return `The perplexity run of grade ${run.grade} cannot be judged: ${wrong}.`
  }
  return null
}

/** The last run decides: a cheaper one after it would have the last word. */
function wrongOrder({ grade }: PerplexityRun, before: PerplexityRun | undefined): string | null {
  return before === undefined || GRADES.indexOf(before.grade) < GRADES.indexOf(grade)
    ? null
    : `it stands after one of grade ${before.grade}, expected the cheapest first and each grade once`
}

function wrongNumbers({ grade, windows, window_tokens, streams }: PerplexityRun, protocol: Protocol): string | null {
  const expected = protocol.grades[grade]
  if (windows !== expected.windows || window_tokens !== expected.window_tokens)
    return `it has ${windows} windows of ${window_tokens} tokens, expected ${expected.windows} of ${expected.window_tokens}`
  const short = streams.find((s) => s.nll.length !== windows)
  return short ? `its ${nameOf(short)} stream has ${short.nll.length} losses, expected ${windows}` : null
}

function wrongStream({ streams }: PerplexityRun, members: readonly Coordinate[]): string | null {
  const mislabelled = streams.find((s) => !isLabelledRight(s, members))
  if (mislabelled) return `the edits of its ${nameOf(mislabelled)} stream are not what that role removes`
  // Controls are many, and so are the scales of a dose curve; of all others a verdict could take either.
  const names = streams.filter((s) => s.role !== 'control' && s.role !== 'dose').map(nameOf)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  return twice === undefined ? null : `it has two ${twice} streams, expected one`
}

const nameOf = ({ role, member }: StreamResult) => (member === null ? role : `${role} (${member + 1})`)

function isLabelledRight({ role, member, edits }: StreamResult, members: readonly Coordinate[]): boolean {
  const all = members.map(keyOf)
  const edited = edits.map(keyOf)
  const removes = (expected: readonly string[]) => edits.every((e) => e.scale === 0) && isSame(edited, expected)
  switch (role) {
    case 'intact':
      return edits.length === 0
    case 'joint':
      return removes(all)
    case 'alone':
      return member !== null && member < all.length && removes(all.filter((_, i) => i === member))
    case 'without':
      return member !== null && member < all.length && removes(all.filter((_, i) => i !== member))
    case 'control':
      return edits.length > 0 && edits.every((e) => e.scale === 0) && !edited.some((e) => all.includes(e))
    case 'dose':
      return isSame(edited, all) && edits.every((e) => e.scale === edits[0]?.scale)
  }
}

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && new Set(a).size === a.length && a.every((x) => b.includes(x))
