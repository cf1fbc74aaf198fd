/** A change of one weight `W[channel, neuron]` of a layer's down projection: it is multiplied by `scale`. */
export interface Edit {
  readonly layer: number
  /** One expert's; absent or null: the down projection of all tokens. */
  readonly expert?: number | null | undefined
  readonly channel: number
  readonly neuron: number
  /** 0 removes the weight, 1 changes nothing, 2 doubles it. */
  readonly scale: number
  /** Only streams spare tokens: a trace describes a weight at all tokens. */
  readonly spare?: never
}

/**
 * An edit of a stream. `spare: 'spike'` leaves the weight as it is at one token of each window, the one at which it adds most: where
 * |x[t, k]| is largest, the first of equals; of an expert |x[t, k]| times the token's weight for it. At scale 0 that is the restored super
 * activation of arXiv 2411.07191, section 3: the weight is gone, its contribution is back at the spike.
 */
export interface StreamEdit extends Omit<Edit, 'spare'> {
  readonly spare?: 'spike'
}

/** A key of a list of edits that does not depend on their order; edits of scale 1 are left out. */
export function editsKey(edits: readonly StreamEdit[]): string {
  return inOrder(edits)
    .map(
      (e) =>
        `${e.layer}:${e.expert ?? '-'}:${e.channel}:${e.neuron}*${e.scale}${e.spare === undefined ? '' : ` save at the ${e.spare}`}`,
    )
    .join(' ')
}

/** Edits of one layer that change something, in a fixed order: sums of floats must not depend on how edits were listed. */
export function editsOfLayer<E extends StreamEdit>(edits: readonly E[], layer: number): E[] {
  return inOrder(edits).filter((e) => e.layer === layer)
}

/** The lowest layer at which two lists of edits differ; Infinity when they never do. */
export function firstDifference(a: readonly StreamEdit[], b: readonly StreamEdit[]): number {
  const layers = [...new Set([...a, ...b].map((e) => e.layer))].sort((x, y) => x - y)
  return layers.find((layer) => editsKey(editsOfLayer(a, layer)) !== editsKey(editsOfLayer(b, layer))) ?? Infinity
}

/** What `applyEdits` needs to know of a layer that has just run. */
export interface EditSite<E extends StreamEdit> {
  /** Values per token in the edited array. */
  readonly hidden: number
  /** Tokens per window; the array holds whole windows. Absent: all tokens are one window. */
  readonly length?: number
  /** `W[channel, neuron]` as stored. */
  readonly weight: (edit: E) => number
  /** `x[token, neuron]`; of an expert, times the token's weight for it. */
  readonly input: (token: number, edit: E) => number
}

/**
 * Changes a layer's output as editing the weights would have: `h[:, j] += (scale - 1) * x[:, k] * W[j, k]`
 * (protocol.md, section 2; x does not depend on W), except at the tokens that an edit spares. Works in place on [tokens, hidden], summing in double.
 */
export function applyEdits<E extends StreamEdit>(target: Float32Array, edits: readonly E[], site: EditSite<E>): void {
  const channels = [...new Set(edits.map((e) => e.channel))]
  const tokens = target.length / site.hidden
  for (const channel of channels) {
    const terms = edits
      .filter((e) => e.channel === channel)
      .map((edit) => ({ edit, factor: (edit.scale - 1) * site.weight(edit), spared: sparedBy(edit, tokens, site) }))
    for (let token = 0; token < tokens; token++) {
      const at = token * site.hidden + channel
      const change = terms.reduce(
        (sum, { edit, factor, spared }) => (spared.has(token) ? sum : sum + factor * site.input(token, edit)),
        0,
      )
      target[at] = (target[at] ?? NaN) + change
    }
  }
}

/** The tokens that an edit spares: none, or one per window. */
function sparedBy<E extends StreamEdit>(
  edit: E,
  tokens: number,
  { length = tokens, input }: EditSite<E>,
): ReadonlySet<number> {
  const spared = new Set<number>()
  if (edit.spare === undefined) return spared
  for (let first = 0; first < tokens; first += length) {
    let loudest = first
    for (let token = first + 1; token < first + length; token++) {
      if (Math.abs(input(token, edit)) > Math.abs(input(loudest, edit))) loudest = token
    }
    spared.add(loudest)
  }
  return spared
}

function inOrder<E extends StreamEdit>(edits: readonly E[]): E[] {
  return edits
    .filter((e) => e.scale !== 1)
    .sort(
      (a, b) =>
        a.layer - b.layer || (a.expert ?? -1) - (b.expert ?? -1) || a.channel - b.channel || a.neuron - b.neuron,
    )
}
