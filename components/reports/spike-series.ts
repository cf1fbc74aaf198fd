import {
  protocolOf,
  type Protocol,
  type FoundWeight,
  type LayerExtremes,
  type Member,
  type Report,
} from '@/lib/protocol'

/** A large |y| that this member does not make. */
export interface OtherSpike {
  readonly layer: number
  /** `y[t, j]`. */
  readonly output: number
  readonly channel: number
  /** The weights that make it according to this round of detection; may be empty. */
  readonly makers: readonly FoundWeight[]
}

/** The spikes of the detection pass that shows a member, and which of them that member makes. */
export interface SpikeSeries {
  /** Signed value at the argmax of |y| of every layer. */
  readonly outputs: readonly number[]
  /** Signed value at the argmax of |x|, the projection's input, of every layer. */
  readonly inputs: readonly number[]
  /** `x[t, k]` of the member's own neuron, at the token of its evidence. */
  readonly ownInput: number
  /** Whether that is the largest |x| of its layer. */
  readonly leads: boolean
  /** `y[t, j]` in the member's own channel, at the token where it is largest. */
  readonly own: number
  /** Whether the member makes, or helps to make, the largest |y| of its layer. */
  readonly makes: boolean
  /** The layer's largest |y| if the member does not make it, then every other value large enough for a spike. */
  readonly others: readonly OtherSpike[]
}

/** Reads the detection pass of a member's evidence: same prompt, same BOS, same removal round. */
export function spikeSeries(report: Report, member: Member): SpikeSeries {
  const { prompt, bos, round, output: own } = member.evidence
  const run = report.detection.find((d) => d.prompt === prompt && d.bos === bos) ?? report.detection[0]
  const seen = run?.rounds[round] ?? run?.rounds[0]
  const layers = seen?.layers ?? []
  const rule = protocolOf(report.protocol.sha256).detection
  const makes = makesSpike(member, rule)
  const others = layers.flatMap(({ output }, layer): OtherSpike[] => {
    const here = layer === member.layer
    if (here ? makes : Math.abs(output.value) < rule.spike_min_abs) return []
    return [
      { layer, output: output.value, channel: output.channel, makers: makersOf(seen?.found ?? [], layer, member) },
    ]
  })
  return {
    outputs: layers.map((layer: LayerExtremes) => layer.output.value),
    inputs: layers.map((layer: LayerExtremes) => layer.input.value),
    ownInput: member.evidence.input,
    leads: leadsInput(member),
    own,
    makes,
    others: others.toSorted((a, b) => Number(b.layer === member.layer) - Number(a.layer === member.layer)),
  }
}

/** Its channel holds the layer's largest |y| at its token, and the weight makes at least the share that detection requires of a contributor. */
function makesSpike({ evidence, output_channel: channel }: Member, rule: Protocol['detection']): boolean {
  const { layer_output: largest, token, share } = evidence
  return largest.channel === channel && largest.token === token && share >= rule.contributor_min_share
}

/** Its neuron holds the layer's largest |x|, at the token of its evidence. */
const leadsInput = ({ evidence: { layer_input: largest, token }, input_neuron: neuron }: Member) =>
  largest.channel === neuron && largest.token === token

function makersOf(found: readonly FoundWeight[], layer: number, { tensor, row, col }: Member): FoundWeight[] {
  return found.filter((f) => f.layer === layer && !(f.tensor === tensor && f.row === row && f.col === col))
}
