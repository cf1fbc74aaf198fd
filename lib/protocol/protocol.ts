/** The grades of a perplexity run, cheapest first: the order in which a run goes on when an interval crosses a class border. */
export const GRADES = ['quick', 'standard', 'full'] as const
export type Grade = (typeof GRADES)[number]

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
  }
  readonly attribution: {
    readonly scalar_min_share: number
    readonly set_min_sum: number
    readonly set_min_each: number
  }
  readonly persistence: {
    readonly min_of_onset: number
    readonly min_share_of_layers: number
    readonly last_layers_ignored: number
  }
  readonly suppression: { readonly min_drop: number }
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
  readonly dose_scales: readonly number[]
}
