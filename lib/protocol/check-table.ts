import type { Protocol } from './protocol'

/** What is known of a check beside its rule. */
interface CheckFacts {
  /** What it asks, for a table of results. */
  readonly question: string
  /** The same of a set as a whole, where that is worded differently. */
  readonly questionOfSets?: string
  /** It is about the set: what fails it may be a super weight alone. */
  readonly aboutTheSet?: true
  /** The number that it compares with its cut-off, and the axis that suits it; null where it compares none. */
  readonly gauge: { readonly quantity: string; readonly scale: 'linear' | 'log' } | null
  /** When it passes, with the cut-offs of a protocol. */
  readonly passesWhen: (protocol: Protocol) => string
}

const percent = (share: number) => `${100 * share} %`

/** Every check, in the order of a verdict. Its rule is in checks-member.ts, checks-run.ts or checks-set.ts. */
export const CHECKS = {
  value: {
    question: 'Is the stored number the claimed one?',
    gauge: null,
    passesWhen: () =>
      'the claimed value, if given, is the stored one: as stored, or read as float32, float16 or bfloat16; in full, or its first digits (three or more), rounded or truncated',
  },
  spike: {
    question: 'Does it make a spike?',
    gauge: { quantity: '|y| over the median of the layers’ maxima', scale: 'log' },
    passesWhen: ({
      detection: { spikes, spike_min_abs: least, spike_min_over_median: times, contributor_min_share },
    }) =>
      spikes
        ? `at one token, y is among the ${spikes.channels_per_layer} largest channels of its layer, at least ${least} and ${times} times the median of the layers' maxima, or at least ${spikes.or_over_median} times that median; the weight makes at least ${contributor_min_share} of it`
        : `at one token, y is the largest of its layer, at least ${least} and ${times} times the median of the layers' maxima; the claimed neuron has the largest input, or makes at least ${contributor_min_share} of it`,
  },
  attribution: {
    question: 'Does this weight make the spike?',
    gauge: { quantity: 'share of the spike that the weight makes', scale: 'linear' },
    passesWhen: ({ attribution: { scalar_min_share, set_min_each, set_min_sum } }) =>
      `share at least ${scalar_min_share}; in a set each at least ${set_min_each} and together at least ${set_min_sum}`,
  },
  persistence: {
    question: 'Does the spike stay in the residual stream?',
    gauge: { quantity: 'share of the later layers that keep the spike', scale: 'linear' },
    passesWhen: ({ persistence: { min_of_onset, min_share_of_layers, onset_of } }) =>
      `the channel keeps at least ${percent(min_of_onset)} of its onset value in ${percent(min_share_of_layers)} of the later layers, up to the third-last${onset_of === 'channel' ? '; members that write one channel in two layers are judged from the first of them on' : ''}`,
  },
  suppression: {
    question: 'Does removing the weight remove the spike?',
    gauge: { quantity: 'how far the channel falls without it', scale: 'linear' },
    passesWhen: ({ suppression: { min_drop, from } }) =>
      from === 'intact'
        ? `removing exactly the claim's members of that channel from the intact model lowers it by at least ${percent(min_drop)}`
        : `removing what its round found lowers the channel by at least ${percent(min_drop)}`,
  },
  baseline: {
    question: 'Is the intact model healthy?',
    gauge: { quantity: 'deviation from the reference perplexity', scale: 'linear' },
    passesWhen: ({ baseline }) =>
      `intact perplexity is finite, and within ${percent(baseline.max_deviation_from_reference)} of the reference where one is known`,
  },
  controls: {
    question: 'Do other large weights do nothing?',
    gauge: { quantity: 'largest R of the controls', scale: 'log' },
    passesWhen: ({ controls: { max_ratio, min_claimed_over_control } }) =>
      `no control exceeds R = ${max_ratio}, and the claim has at least ${min_claimed_over_control} times their R`,
  },
  damage: {
    question: 'Does removing it wreck the model?',
    questionOfSets: 'Does removing all of them wreck the model?',
    gauge: { quantity: 'R, edited over intact perplexity', scale: 'log' },
    passesWhen: ({ classes: { a_b_min_ratio, a_b_min_lower } }) =>
      `R at least ${a_b_min_ratio}, and the lower end of its interval at least ${a_b_min_lower}`,
  },
  minimal: {
    question: 'Does it take more than one of them?',
    gauge: { quantity: 'largest R of a member alone', scale: 'log' },
    aboutTheSet: true,
    passesWhen: () => 'in a set: no member is a super weight by itself; each alone, and all but each, are measured',
  },
  needed: {
    question: 'Is each member needed?',
    gauge: { quantity: 'R with it removed over R without', scale: 'log' },
    aboutTheSet: true,
    passesWhen: ({ needed_min_ratio: factor }) =>
      factor === undefined
        ? 'not asked'
        : `in a set: removing each member too makes R at least ${factor} times as large. If not, the verdict names the core, the members that are needed: claim those`,
  },
} as const satisfies Readonly<Record<string, CheckFacts>>

export type CheckId = keyof typeof CHECKS

/** Of a check by its id. */
export const checkFacts = (id: CheckId): CheckFacts => CHECKS[id]

export const CHECK_IDS = Object.keys(CHECKS) as [CheckId, ...CheckId[]]
