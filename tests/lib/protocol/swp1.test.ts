import { canonicalSha256, SWP1 } from '@/lib/protocol'

test('swp-1 is published: reports are named by protocol, so not a number of it changes any more', () => {
  expect(canonicalSha256(SWP1)).toBe('a054cd3509d8a1ca05fe310e3fce16aa008676e0a94fa7c6fa46803e3c495a70')
})

test('it asks for what the protocol says in words', () => {
  expect(SWP1.detection.prompts[0]).toBe('Apple Inc. is a worldwide tech company.')
  expect([SWP1.detection.prompts.length, SWP1.detection.max_rounds, SWP1.set_max_members]).toEqual([3, 12, 8])
  expect([SWP1.detection.spike_min_abs, SWP1.detection.spike_min_over_median]).toEqual([50, 5])
  expect(SWP1.attribution).toEqual({ scalar_min_share: 0.6, set_min_sum: 0.6, set_min_each: 0.2 })
  expect(SWP1.persistence).toEqual({ min_of_onset: 0.5, min_share_of_layers: 0.75, last_layers_ignored: 2 })
  expect([SWP1.suppression.min_drop, SWP1.baseline.max_deviation_from_reference, SWP1.bootstrap.interval]).toEqual([
    0.5, 0.02, 0.95,
  ])
  expect(Object.values(SWP1.grades).map(({ windows, window_tokens: length }) => [windows, length])).toEqual([
    [2, 256],
    [16, 512],
    [32, 2048],
  ])
  expect(SWP1.classes).toEqual({ a_b_min_ratio: 10, a_b_min_lower: 5, c_min_ratio: 1.5 })
  expect(SWP1.dose_scales).toEqual([0, 0.25, 0.5, 0.75, 1, 1.5, 2])
})
