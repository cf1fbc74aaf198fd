import { printStored } from '@/lib/coordinates'
import { CURRENT_PROTOCOL, shellQuoted, verifyCommand, type DetectionRun } from '@/lib/protocol'
import { corpusOf } from '../run/corpus'
import type { Look, SeenSpike } from '../run/look'
import { show } from './numbers'
import { sparkline } from './sparkline'
import { renderTable } from './table'

const { detection: DETECTION } = CURRENT_PROTOCOL.document

/**
 * What detection found, for people: the spikes of the intact model with the weights that make them, and those that show only after a removal.
 * @param folder the folder as typed, or null for a repo: as the next command takes it
 */
export function printDetection(found: Look, folder: string | null, width: number): string {
  const { repo, commit, runs } = found
  const [first] = runs
  const lines = [
    `${repo} at ${commit}`,
    '',
    ...(first ? layerLines(first) : []),
    '',
    ...spikeLines(found, width),
    '',
    ...nextLines(found, folder),
  ]
  return `${lines.join('\n')}\n`
}

function layerLines({ prompt, rounds: [intact] }: DetectionRun): string[] {
  const outputs = intact?.layers.map(({ output }) => output) ?? []
  const peaks = outputs
    .map((output, layer) => ({ ...output, layer }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  return [
    `Largest |y| of each layer's down projection, log scale, on "${DETECTION.prompts[prompt] ?? ''}"`,
    `  layer 0 ${sparkline(outputs.map(({ value }) => value))} ${outputs.length - 1}`,
    ...peaks
      .slice(0, 1)
      .map(
        (peak) => `  peak y = ${show(peak.value)} in layer ${peak.layer}, channel ${peak.channel}, token ${peak.token}`,
      ),
  ]
}

/** So many spikes of one round are listed; --json has all. */
const LISTED = 8

function spikeLines({ spikes }: Look, width: number): string[] {
  const intact = spikes.filter(({ round }) => round === 1)
  if (intact.length === 0) return ['No spike: no channel of any layer stands out.']
  const heads = [...new Set(spikes.filter(({ round }) => round > 1).map(headOf))]
  return [
    'Round 1, the intact model: its spikes, the strongest first, each with the weights that make it.',
    ...tableOf(intact, width),
    ...heads.flatMap((head) => [
      '',
      head,
      ...tableOf(
        spikes.filter((one) => one.round > 1 && headOf(one) === head),
        width,
      ),
    ]),
  ]
}

const headOf = ({ round, after }: SeenSpike): string =>
  `Round ${round}, shows only after removing ${new Intl.ListFormat('en').format(after.map(printStored))}:`

function tableOf(spikes: readonly SeenSpike[], width: number): string[] {
  const rows = spikes.slice(0, LISTED).flatMap((spike) => {
    const [first, ...others] = spike.weights
    if (!first) return [[placeOf(spike), '', 'no weight makes enough of it', '']]
    return [[placeOf(spike), ...weightCells(first)], ...others.map((weight) => ['', ...weightCells(weight)])]
  })
  const table = renderTable(['spike', 'share', 'weight', 'value'], rows, [32, 9, null, 12], width)
  return spikes.length > LISTED ? [table, `and ${spikes.length - LISTED} weaker ones, which --json lists`] : [table]
}

function placeOf({ layer, channel, token, output, prompts, late_echo: echo }: SeenSpike): string {
  return `y = ${show(output)}${echo ? ', late echo' : ''}\nlayer ${layer}, channel ${channel}, token ${token}\nin ${prompts} of ${RUNS} prompts`
}

const weightCells = ({ share, value, ...coordinate }: SeenSpike['weights'][number]): string[] => [
  show(share),
  printStored(coordinate),
  show(value),
]

const RUNS = DETECTION.prompts.length * DETECTION.bos.length

/** The least grade of the registry's verdicts (decision 006). */
const GRADE = 'standard'
/** So many spikes get a command of their own. */
const COMMANDS = 3

/** A spike is removed whole: which weights of several spikes belong together, only `find` can tell. */
function nextLines({ repo, commit, protocol, spikes }: Look, folder: string | null): string[] {
  const lasting = spikes.filter(({ round, late_echo: echo, weights }) => round === 1 && !echo && weights.length > 0)
  if (lasting.length === 0)
    return ['No super weight found: no layer has a lasting spike that weights make. There is nothing to claim.']
  const subject = { repo: folder ?? repo, commit: folder === null ? commit : null, corpus: corpusOf(repo) }
  const revision = subject.commit === null ? '' : ` --revision ${subject.commit}`
  return [
    'A spike does not say what its weights do. Which of them wreck the model, alone or only together:',
    `  npx superweights find ${shellQuoted(subject.repo)}${revision} --corpus ${shellQuoted(subject.corpus)}`,
    '',
    `Verify the weights of one spike, all of them together${lasting.length > COMMANDS ? `; the ${COMMANDS} strongest that stay` : ''}:`,
    ...lasting
      .slice(0, COMMANDS)
      .map(
        ({ weights }) =>
          `  ${verifyCommand({ ...subject, coordinates: weights.map(printStored), grade: GRADE, protocol: protocol.id }).join(' ')}`,
      ),
  ]
}
