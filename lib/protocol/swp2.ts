import type { Protocol } from './protocol'
import { SWP1 } from './swp1'

/**
 * Protocol swp-2 (protocol.md, section 8): detection lists spikes with all that contributes to them, sets are found by removing groups of contributors, and
 * every member of a set has to be needed. What it does not name is as in swp-1. The cut-offs of a spike and of a share are those of a rule tried in PyTorch on
 * nine checkpoints; decision 031 gives the reasons for the rest.
 */
export const SWP2 = {
  ...SWP1,
  id: 'swp-2',
  detection: {
    ...SWP1.detection,
    max_rounds: 4,
    contributor_min_share: 0.05,
    spikes: { channels_per_layer: 4, or_over_median: 20, explained_share: 0.9, max_contributors: 8 },
  },
  search: { groups: ['spike', 'channel', 'neuron', 'linked'], max_groups: 10, max_prefix: 8 },
  attribution: { ...SWP1.attribution, set_min_each: 0.05 },
  persistence: { ...SWP1.persistence, onset_of: 'channel' },
  suppression: { ...SWP1.suppression, from: 'intact' },
  needed_min_ratio: 1.5,
  quick_decides: { min_lower: 30 },
} as const satisfies Protocol
