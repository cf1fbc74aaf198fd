import type { Protocol } from './protocol'

/**
 * Protocol swp-1 as data. The first prompt is the one of the paper's code (mengxiayu/LLMSuperWeight); the cut-offs are
 * this project's choice. Change one number and it is another protocol: reports name the SHA-256 of this document.
 */
export const SWP1 = {
  id: 'swp-1',
  schema_version: 1,
  set_max_members: 8,
  detection: {
    prompts: [
      'Apple Inc. is a worldwide tech company.',
      'The capital of France is Paris.',
      'Once upon a time there was a small village by the sea.',
    ],
    bos: ['own', 'toggled'],
    max_rounds: 12,
    spike_min_abs: 50,
    spike_min_over_median: 5,
    contributor_min_share: 0.2,
  },
  attribution: { scalar_min_share: 0.6, set_min_sum: 0.6, set_min_each: 0.2 },
  persistence: { min_of_onset: 0.5, min_share_of_layers: 0.75, last_layers_ignored: 2 },
  suppression: { min_drop: 0.5 },
  perplexity: {
    paragraph_separator: '\n\n',
    window_start: 'bos-if-the-tokenizer-adds-it',
    nll: 'natural-log-mean-over-predicted-tokens',
  },
  grades: {
    quick: { windows: 2, window_tokens: 256 },
    standard: { windows: 16, window_tokens: 512 },
    full: { windows: 32, window_tokens: 2048 },
  },
  baseline: { max_deviation_from_reference: 0.02 },
  controls: { count: 20, from_largest: 100, max_ratio: 1.1, min_claimed_over_control: 10 },
  bootstrap: { resamples: 10_000, interval: 0.95, seed: 241_107_191 },
  classes: { a_b_min_ratio: 10, a_b_min_lower: 5, c_min_ratio: 1.5 },
  redundant_max_ratio: 1.1,
  dose_scales: [0, 0.25, 0.5, 0.75, 1, 1.5, 2],
} as const satisfies Protocol
