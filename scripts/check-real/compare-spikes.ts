import type { DetectionRun, FoundWeight, MemberEvidence, Report } from '@/lib/protocol'
import { REMOVALS } from '@/lib/real-model/schema'
import { removedRow } from './compare-activations'
import { LIMITS } from './limits'
import type { Measured } from './measured'
import { nameOf } from './places'
import type { Referee, RefereeSpike } from './referee'
import { near, nearAll, same, type Row } from './row'

/** The spikes of the first prompt, what makes them, and what the rounds of removal do to them. */
export function spikeRows(referee: Referee, { found }: Measured): Row[] {
  const run = firstRun(found)
  return [
    ...[0, 1].flatMap((nth) => oneSpike(referee.traces[0]?.spikes[nth], run)),
    ...roundRows(referee, run),
    removedRow(referee, run),
    ...residualRows(referee, found),
  ]
}

/** The detection that the referee's rounds follow: the first prompt with the tokenizer's own BOS. @throws if it is missing */
export function firstRun({ detection }: Report): DetectionRun {
  const run = detection.find(({ prompt, bos }) => prompt === 0 && bos === 'own')
  if (!run) throw new Error('The report has no detection on the first prompt.')
  return run
}

function oneSpike(spike: RefereeSpike | undefined, { rounds }: DetectionRun): Row[] {
  if (!spike) throw new Error('The referee has fewer than two spikes.')
  const made = rounds[0]?.found.filter(({ layer, row }) => layer === spike.layer && row === spike.channel) ?? []
  const where = `layer ${spike.layer}, channel ${spike.channel}, token ${spike.token}`
  return [
    near(
      `y in ${where}`,
      { pytorch: spike.value, here: made.find(({ token }) => token === spike.token)?.output ?? NaN },
      LIMITS.activation,
    ),
    ...spike.contributors.map(({ neuron: col, share }) =>
      near(
        `share of ${nameOf({ layer: spike.layer, row: spike.channel, col })}`,
        { pytorch: share, here: made.find((one) => one.col === col)?.share ?? NaN },
        LIMITS.share,
      ),
    ),
  ]
}

/** What each round removes, beside what earlier ones did. */
function roundRows({ removal_rounds: theirs }: Referee, { rounds }: DetectionRun): Row[] {
  return theirs.slice(1).map(({ removed }, i) =>
    same(
      `round ${i + 1} removes`,
      removed
        .slice(theirs[i]?.removed.length)
        .map(({ layer, channel: row, neuron: col }) => nameOf({ layer, row, col }))
        .join(', '),
      removedIn(rounds[i]).join(', '),
    ),
  )
}

/** What makes the first of a round's spikes that is no late echo. */
function removedIn(round: DetectionRun['rounds'][number] | undefined): string[] {
  const first = round?.found.find(({ late_echo: echo }) => !echo)
  return first ? (round?.found.filter((one) => sameSpike(one, first)).map(nameOf) ?? []) : []
}

const sameSpike = (a: FoundWeight, b: FoundWeight) => a.layer === b.layer && a.row === b.row && a.token === b.token

/** The channel of the spike through all layers: intact, without each of the pair, and without both. */
function residualRows({ suppression }: Referee, found: Report): Row[] {
  const row = (words: string, theirs: readonly number[], ours: readonly number[] | undefined) =>
    nearAll(
      `h[${suppression.token}, ${suppression.channel}] by layer, ${words}`,
      theirs,
      ours ?? [],
      LIMITS.activation,
      Math.max(...theirs.map(Math.abs)),
    )
  const [first, second] = REMOVALS.pair.members
  const { 'alone:0': one, 'alone:1': other, pair } = suppression.edited
  return [
    row('intact', suppression.intact, evidenceOf(found, first).residual_intact),
    row(`without ${first}`, one, evidenceOf(found, first).residual_without_this),
    row(`without ${second}`, other, evidenceOf(found, second).residual_without_this),
    row('without the pair', pair, evidenceOf(found, first).residual_after),
  ]
}

/** @throws if the report has no such member, or looked at it on another prompt than the referee */
export function evidenceOf({ members }: Report, name: string): MemberEvidence {
  const member = members.find((one) => nameOf(one) === name)
  if (member?.evidence.prompt !== 0 || member.evidence.bos !== 'own')
    throw new Error(`The report does not look at ${name} on the first prompt.`)
  return member.evidence
}
