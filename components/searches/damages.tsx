import { RatioBars, type RatioBar } from '@/components/plots/ratio-bars'
import type { FindAnswer, FindResult, FindTrial, RatioRecord } from '@/lib/protocol'
import { protocolOf } from '@/lib/protocol/registry'

/** Rows of a plot that fit beside the answers. */
const MOST_TRIED = 6

/** R of the answers, of their members alone, and of what was tried besides. */
export function Damages({ search }: { search: FindResult }) {
  const bars = [
    ...search.answers.flatMap(barsOf),
    ...search.tried.slice(0, MOST_TRIED).map((trial) => bar(`tried: ${placesOf(trial)}`, trial.damage, 'tried')),
  ]
  if (bars.length === 0) return null
  const line = protocolOf(search.protocol.sha256).classes.a_b_min_ratio
  return (
    <RatioBars
      id="damages"
      title="How many times larger the perplexity becomes"
      bars={bars}
      line={line}
      note={`R, on a log axis. The dashed line is R = ${line}, from which a weight or a set counts as super.`}
    />
  )
}

function barsOf({ members, damage }: FindAnswer, index: number): RatioBar[] {
  const [first] = members
  const name = `${index + 1}. ${members.length === 1 && first ? placeOf(first) : `all ${members.length} together`}`
  return [
    bar(name, damage, 'answer'),
    ...(members.length === 1
      ? []
      : members.flatMap((member) => (member.alone ? bar(`${placeOf(member)} alone`, member.alone, 'member') : []))),
  ]
}

function bar(name: string, { ratio, infinite }: RatioRecord, tone: RatioBar['tone']): RatioBar {
  return { name, ratio: infinite ? null : ratio, tone }
}

interface Place {
  readonly layer: number
  readonly expert: number | null
  readonly row: number
  readonly col: number
}

/** A weight in a few characters, for a plot. */
export function placeOf({ layer, expert, row, col }: Place): string {
  return `layer ${layer}${expert === null ? '' : `, expert ${expert}`} [${row}, ${col}]`
}

/** A tried set in a few characters. */
export function placesOf({ members }: FindTrial): string {
  const [first] = members
  if (!first) return 'nothing'
  return members.length === 1 ? placeOf(first) : `${placeOf(first)} and ${members.length - 1} more`
}
