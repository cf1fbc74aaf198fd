import { printStored } from '@/lib/coordinates'
import { CURRENT_PROTOCOL, verifyCommand, type DetectionRun } from '@/lib/protocol'
import { corpusOf } from '../run/corpus'
import type { DetectOutcome } from '../run/detect'
import { show } from './numbers'
import { sparkline } from './sparkline'
import { renderTable } from './table'

const { detection: DETECTION, set_max_members: MAX_MEMBERS } = CURRENT_PROTOCOL.document

/**
 * What detection found, for people: the spikes of the intact model by layer, and the weights that made them.
 * @param folder the folder as typed, or null for a repo: as the next command takes it
 */
export function printDetection(found: DetectOutcome, folder: string | null, width: number): string {
  const { repo, commit, runs } = found
  const [first] = runs
  const lines = [
    `${repo} at ${commit}`,
    '',
    ...(first ? spikeLines(first) : []),
    '',
    ...candidateLines(found, folder, width),
  ]
  return `${lines.join('\n')}\n`
}

function spikeLines({ prompt, rounds: [intact] }: DetectionRun): string[] {
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

function candidateLines(found: DetectOutcome, folder: string | null, width: number): string[] {
  const { candidates } = found
  if (candidates.length === 0)
    return ['No super weight found: no layer has a lasting spike that one weight makes. There is nothing to claim.']
  const rows = candidates.map((c) => [
    printStored(c),
    show(c.output),
    show(c.share),
    String(c.token),
    String(c.round + 1),
    `${c.runs} of ${RUNS}`,
  ])
  const table = renderTable(
    ['coordinate', 'spike y', 'share', 'token', 'round', 'seen in'],
    rows,
    [null, 10, 8, 7, 7, 9],
    width,
  )
  return [
    'Candidates, not yet verified: detection sees the spike, only "verify" measures the damage.',
    table,
    '',
    'Verify, at the same commit and as the registry does:',
    ...commands(found, folder),
  ]
}

const RUNS = DETECTION.prompts.length * DETECTION.bos.length

/** The least grade of the registry's verdicts (decision 006). */
const GRADE = 'standard'

/** Each alone, then together: only perplexity can tell which of them it is. */
function commands({ repo, commit, candidates }: DetectOutcome, folder: string | null): string[] {
  const printed = candidates.map(printStored)
  const together = printed.length > 1 ? [printed.slice(0, MAX_MEMBERS)] : []
  const subject = {
    repo: folder ?? repo,
    commit: folder === null ? commit : null,
    grade: GRADE,
    corpus: corpusOf(repo),
    protocol: CURRENT_PROTOCOL.id,
  } as const
  return [...printed.map((one) => [one]), ...together].map(
    (coordinates) => `  ${verifyCommand({ ...subject, coordinates }).join(' ')}`,
  )
}
