/** The grades of a perplexity run, cheapest first: the order in which a run goes on when an interval crosses a class border. */
export const GRADES = ['quick', 'standard', 'full'] as const
export type Grade = (typeof GRADES)[number]

/** Which channels of a layer are spikes, and what makes them (protocol.md, section 8). */
export type SpikeRule = {
  /** How many channels of a layer are looked at: those of its largest |y|. */
  readonly channels_per_layer: number
  /** A smaller |y| is a spike too when it is this many times the median of the layers' maxima. */
  readonly or_over_median: number
  /** Contributors are listed, largest share first, until together they explain this much of y, */
  readonly explained_share: number
  /** and at most so many. */
  readonly max_contributors: number
}

/** The groups of contributors whose prefixes are removed together (protocol.md, section 8, point 3). */
export type SearchRule = {
  readonly groups: readonly ('spike' | 'channel' | 'neuron' | 'linked')[]
  readonly max_groups: number
  readonly max_prefix: number
}

/**
 * What a protocol's document says (protocol.md, sections 3 and 4). The document itself, as canonical JSON, is what its
 * SHA-256 names: change one number and it is another protocol.
 */
// A type, not an interface, so that it counts as JSON.
export type Protocol = {
  readonly id: string
  readonly schema_version: number
  readonly set_max_members: number
  readonly detection: {
    readonly prompts: readonly string[]
    readonly bos: readonly ('own' | 'toggled')[]
    readonly max_rounds: number
    /** A spike has |y| of at least this, and at least `spike_min_over_median` times the median of the layers' maxima. */
    readonly spike_min_abs: number
    readonly spike_min_over_median: number
    /** A weight contributes to a spike when it makes at least this share of it. */
    readonly contributor_min_share: number
    /** Present where the unit of detection is the spike; where it is the weight, only a layer's largest |y| is looked at. */
    readonly spikes?: SpikeRule
  }
  /** How sets are found; absent where they are only judged. */
  readonly search?: SearchRule
  readonly attribution: {
    readonly scalar_min_share: number
    readonly set_min_sum: number
    readonly set_min_each: number
  }
  readonly persistence: {
    readonly min_of_onset: number
    readonly min_share_of_layers: number
    readonly last_layers_ignored: number
    /** `channel`: members of a claim that write one channel are judged from the first of their layers on; absent: each from its own. */
    readonly onset_of?: 'channel'
  }
  /** `from`: what the drop is measured against, with exactly the claim's members of the channel removed; absent: the removal round in which the member shows. */
  readonly suppression: { readonly min_drop: number; readonly from?: 'intact' }
  readonly perplexity: {
    readonly paragraph_separator: string
    readonly window_start: string
    readonly nll: string
  }
  readonly grades: Readonly<Record<Grade, { readonly windows: number; readonly window_tokens: number }>>
  readonly baseline: { readonly max_deviation_from_reference: number }
  readonly controls: {
    readonly count: number
    readonly from_largest: number
    readonly max_ratio: number
    readonly min_claimed_over_control: number
  }
  readonly bootstrap: { readonly resamples: number; readonly interval: number; readonly seed: number }
  readonly classes: {
    readonly a_b_min_ratio: number
    readonly a_b_min_lower: number
    readonly c_min_ratio: number
  }
  readonly redundant_max_ratio: number
  /** Every member of a set is needed: R without it is smaller by at least this factor. Absent: it is only named as redundant. */
  readonly needed_min_ratio?: number
  /** What the cheapest grade may decide alone: D, and A or B from this lower bound on. Absent: whatever lies across no border. */
  readonly quick_decides?: { readonly min_lower: number }
  readonly dose_scales: readonly number[]
}
