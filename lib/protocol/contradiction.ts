import { floatFormat } from '@/lib/numbers/formats'
import { printStored } from '@/lib/coordinates'
import type { DetectionRun, Extreme } from './report-detection'
import type { Member, Report } from './report'

/**
 * How far a number may lie from what it follows from, relative to the larger of the two and 1. Verifiers compute in float32 and write some numbers after other
 * roundings than we do: they agree to 1e-6 with each other (docs/decisions/049 allows 1e-4). What somebody edits to change a verdict is off by far more.
 */
const TOLERANCE = 1e-3

/** Tensors of a shared expert, whose part of the output has a factor that a report does not tell. */
const SHARED = /\.shared_experts?\./

type Round = DetectionRun['rounds'][number]

/**
 * Whether a report contradicts itself: everything in it that follows from other numbers of it is computed again. Beside `wrongRunOf`, which looks at the
 * windows and streams; the verdict is never part of a report, so it cannot be wrong.
 * @returns the first contradiction as a clause, or null
 */
export function contradictionOf(report: Report): string | null {
  if (Date.parse(report.finished_at) < Date.parse(report.started_at)) return 'it ended before it began'
  for (const [i, run] of report.detection.entries()) {
    const wrong = wrongDetection(run, report)
    if (wrong !== null) return `in detection run ${i + 1} ${wrong}`
  }
  for (const [i, member] of report.members.entries()) {
    const wrong = wrongStatic(member) ?? wrongEvidence(member, report)
    if (wrong !== null) return `member ${i + 1}, ${printStored(member)}, ${wrong}`
  }
  return wrongLoss(report)
}

/** The stored bits are the value, and it lies in its tensor. */
function wrongStatic({ row, col, output_channel: channel, input_neuron: neuron, static: read }: Member): string | null {
  const { bits, value, dtype, shape, rank } = read
  const stored = valueOf(bits, dtype)
  if (stored === null) return `has the bits ${bits}, which are no ${dtype}`
  if (stored !== value) return `has the value ${value}, but its bits ${bits} are ${stored} in ${dtype}`
  const [rows, cols] = shape
  if (row >= rows || col >= cols) return `lies outside its tensor of ${rows} rows and ${cols} columns`
  if (rank > rows * cols) return `has rank ${rank} among ${rows * cols} weights`
  const axes = (channel === row && neuron === col) || (channel === col && neuron === row)
  return axes ? null : `has the channel ${channel} and the neuron ${neuron}, which are not its row and column`
}

function valueOf(bits: string, dtype: string): number | null {
  const format = floatFormat(dtype)
  if (format === null || bits.length !== 2 * format.bytes) return null
  // Bits are written with the most significant first, bytes are stored with the least significant first.
  const bytes = Uint8Array.from(bits.match(/../g) ?? [], (byte) => parseInt(byte, 16)).reverse()
  return format.decode(new DataView(bytes.buffer))
}

function wrongDetection({ token_ids: tokens, rounds }: DetectionRun, { checkpoint }: Report): string | null {
  for (const { layers, found } of rounds) {
    if (layers.length !== checkpoint.layers) return `a round has ${layers.length} layers, expected ${checkpoint.layers}`
    const beyond = layers
      .flatMap(({ input, output, residual }) => [input, output, residual])
      .some(({ token }) => token >= tokens.length)
    if (beyond) return `a spike lies at a token beyond the ${tokens.length} of its prompt`
    const larger = found.find(({ layer, output }) => isLarger(output, layers[layer]?.output))
    if (larger) return `${printStored(larger)} makes an output of ${larger.output}, more than the largest of its layer`
  }
  return null
}

function wrongEvidence(member: Member, report: Report): string | null {
  const { evidence, layer } = member
  const run = report.detection.find(({ prompt, bos }) => prompt === evidence.prompt && bos === evidence.bos)
  const round = run?.rounds[evidence.round]
  const at = round?.layers[layer]
  if (!run || !round || !at) return 'is judged by a round of detection that the report does not have'
  if (evidence.token >= run.token_ids.length)
    return `is seen at a token beyond the ${run.token_ids.length} of its prompt`
  if (!isSame(evidence.layer_output, at.output)) return 'is judged by another largest output than its layer has'
  if (!isSame(evidence.layer_input, at.input)) return 'is judged by another largest input than its layer has'
  if (isLarger(evidence.output, at.output)) return 'makes a larger output than the largest of its layer'
  if (isLarger(evidence.input, at.input)) return 'gets a larger input than the largest of its layer'
  const median = medianOfMaxima(round)
  if (!isClose(evidence.median_of_layer_maxima, median))
    return `is compared with a median of ${evidence.median_of_layer_maxima}, but that of the layers’ maxima is ${median}`
  return wrongShare(member, at) ?? wrongResiduals(member, report.checkpoint.layers)
}

/** `x W / y`, where y enters the residual stream as it is and one block makes all of it. */
function wrongShare(
  { tensor, expert, static: { value }, evidence }: Member,
  at: Round['layers'][number],
): string | null {
  const { share, input, output } = evidence
  if (expert !== null || SHARED.test(tensor) || at.projection !== undefined || output === 0) return null
  const expected = (input * value) / output
  return isClose(share, expected) ? null : `has a share of ${share}, but its input, value and output make ${expected}`
}

/** One value a layer in every curve. */
function wrongResiduals({ evidence }: Member, layers: number): string | null {
  const { residual_before, residual_after, residual_intact, residual_without_this } = evidence
  const curves = [residual_before, residual_after, residual_intact, residual_without_this]
  const short = curves.find((curve) => curve !== undefined && curve.length !== layers)
  return short ? `has a residual curve of ${short.length} layers, expected ${layers}` : null
}

/** A mean of minus logarithms of probabilities is not negative. */
function wrongLoss({ perplexity }: Report): string | null {
  const losses = perplexity.flatMap(({ streams }) => streams.flatMap(({ nll }) => nll))
  const negative = losses.find((nll) => typeof nll === 'number' && nll < -TOLERANCE)
  return negative === undefined ? null : `a window has a loss of ${negative}, and none can be negative`
}

function medianOfMaxima({ layers }: Round): number {
  const sorted = layers.map(({ output }) => Math.abs(output.value)).toSorted((a, b) => a - b)
  return ((sorted[sorted.length >> 1] ?? NaN) + (sorted[(sorted.length - 1) >> 1] ?? NaN)) / 2
}

/** NaN is close to nothing. */
const isClose = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))

const isLarger = (value: number, largest: Extreme | undefined) =>
  largest !== undefined && Math.abs(value) > Math.abs(largest.value) * (1 + TOLERANCE)

/** In near ties two verifiers may see the same size at different places; within one report it is one place. */
const isSame = (a: Extreme, b: Extreme) => a.token === b.token && a.channel === b.channel && isClose(a.value, b.value)
