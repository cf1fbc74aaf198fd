import { SWP2, type Ratio } from '@/lib/protocol'
import { mergeSearches, nearBorder, searchGroups } from '@/verifier/find/search-groups'
import { groupsOf } from '@/verifier/find/groups'
import { setKey } from '@/verifier/find/set-key'
import type { WeightPlace } from '@/verifier/pass/observe'
import type { Spike } from '@/verifier/find/spike'

const at = (layer: number, channel: number, neuron: number): WeightPlace => ({ layer, expert: null, channel, neuron })
const spike = (output: number, contributors: readonly [WeightPlace, number][], more: Partial<Spike> = {}): Spike => ({
  layer: contributors[0]?.[0].layer ?? 0,
  channel: contributors[0]?.[0].channel ?? 0,
  token: 0,
  output,
  lateEcho: false,
  contributors: contributors.map(([scalar, share]) => ({ ...scalar, share })),
  variant: 0,
  round: 0,
  removed: [],
  ...more,
})
const exactly = (ratio: number): Ratio => ({ ratio, lower: ratio, upper: ratio })

/** Removes sets from a model of which only R is known, and counts what it was asked. */
function model(damage: (removed: ReadonlySet<string>) => number) {
  const asked: string[] = []
  const measure = (sets: readonly (readonly WeightPlace[])[]) => {
    asked.push(...sets.map(setKey))
    return Promise.resolve(sets.map((set) => exactly(damage(new Set(set.map((one) => setKey([one])))))))
  }
  return { asked, measure }
}
const has = (removed: ReadonlySet<string>, ...all: WeightPlace[]) => all.every((one) => removed.has(setKey([one])))

async function coresOf(spikes: readonly Spike[], damage: (removed: ReadonlySet<string>) => number) {
  const { asked, measure } = model(damage)
  const outcome = await searchGroups(groupsOf(spikes, SWP2.search), SWP2, measure)
  expect(new Set(asked).size).toBe(asked.length)
  return outcome.cores.map(({ scalars, ratio }) => [setKey(scalars), ratio.ratio])
}

const [a, b, c, d] = [at(1, 5, 10), at(1, 5, 11), at(1, 7, 10), at(2, 5, 20)]

test('one weight: the answer is that weight, whatever else contributes', async () => {
  expect(
    await coresOf(
      [
        spike(900, [
          [a, 0.8],
          [b, 0.15],
        ]),
      ],
      (r) => (has(r, a) ? 40 : 1),
    ),
  ).toEqual([[setKey([a]), 40]])
})

test('a larger contributor that does nothing is not part of the answer', async () => {
  expect(
    await coresOf(
      [
        spike(900, [
          [b, 0.6],
          [a, 0.3],
        ]),
      ],
      (r) => (has(r, a) ? 40 : 1),
    ),
  ).toEqual([[setKey([a]), 40]])
})

test('two contributors of one spike that wreck the model only together', async () => {
  const together = (r: ReadonlySet<string>) => (has(r, a, b) ? 105_598 : has(r, a) ? 5.45 : has(r, b) ? 1.14 : 1)
  expect(
    await coresOf(
      [
        spike(24_022, [
          [a, 0.73],
          [b, 0.26],
        ]),
      ],
      together,
    ),
  ).toEqual([[setKey([a, b]), 105_598]])
})

test('one neuron that writes three channels', async () => {
  const [one, two, three] = [at(1, 5, 10), at(1, 6, 10), at(1, 7, 10)]
  const spikes = [spike(200, [[one, 0.9]]), spike(150, [[two, 0.95]]), spike(120, [[three, 0.97]])]
  const cores = await coresOf(spikes, (r) => (has(r, one, two, three) ? 48 : 1.2))
  expect(cores).toEqual([[setKey([one, two, three]), 48]])
})

test('two layers that write one channel, the second spike seen only after a removal', async () => {
  const spikes = [spike(300, [[a, 0.9]]), spike(290, [[d, 0.9]], { round: 1, removed: [a] })]
  expect(await coresOf(spikes, (r) => (has(r, a, d) ? 233 : 1))).toEqual([[setKey([a, d]), 233]])
})

test('six over three channels and two neurons of two layers, as in Phi-3', async () => {
  const six = [2, 4].flatMap((layer) => [525, 1693, 1113].map((channel) => at(layer, channel, 800 + layer)))
  const spikes = six.map((one, i) => spike(400 - 10 * i, [[one, 0.9]]))
  const cores = await coresOf(spikes, (r) => (has(r, ...six) ? 700 : 1.1))
  expect(cores).toEqual([[setKey(six), 700]])
})

test('two independent sets, the strongest damage first', async () => {
  const spikes = [
    spike(300, [
      [a, 0.5],
      [b, 0.45],
    ]),
    spike(200, [
      [at(3, 9, 1), 0.5],
      [at(3, 9, 2), 0.45],
    ]),
  ]
  const damage = (r: ReadonlySet<string>) => (has(r, a, b) ? 20 : 1) * (has(r, at(3, 9, 1), at(3, 9, 2)) ? 90 : 1)
  expect(await coresOf(spikes, damage)).toEqual([
    [setKey([at(3, 9, 1), at(3, 9, 2)]), 90],
    [setKey([a, b]), 20],
  ])
})

test('two super weights of one channel are two answers', async () => {
  const damage = (r: ReadonlySet<string>) => (has(r, a) ? 36 : 1) * (has(r, d) ? 277 : 1)
  const cores = await coresOf([spike(300, [[a, 0.9]]), spike(280, [[d, 0.9]])], damage)
  expect(cores).toEqual([
    [setKey([d]), 277],
    [setKey([a]), 36],
  ])
})

test('a weight whose removal undoes the damage of another: that other is found alone', async () => {
  const masked = (r: ReadonlySet<string>) => (has(r, a) && !has(r, b) ? 60 : 1)
  expect(
    await coresOf(
      [
        spike(900, [
          [b, 0.6],
          [a, 0.3],
        ]),
      ],
      masked,
    ),
  ).toEqual([[setKey([a]), 60]])
  expect(
    await coresOf(
      [
        spike(900, [
          [a, 0.6],
          [b, 0.3],
        ]),
      ],
      masked,
    ),
  ).toEqual([[setKey([a]), 60]])
})

test('a set whose damage another weight undoes', async () => {
  const masked = (r: ReadonlySet<string>) => (has(r, a, c) && !has(r, b) ? 60 : 1)
  const spikes = [
    spike(900, [
      [b, 0.5],
      [a, 0.3],
    ]),
    spike(500, [[c, 0.9]]),
  ]
  expect(await coresOf(spikes, masked)).toEqual([[setKey([a, c]), 60]])
})

test('members that add nothing are left out, also where they make it milder', async () => {
  const padded = (r: ReadonlySet<string>) => (has(r, a, b) ? (has(r, c) ? 28_836 : 105_598) : 1)
  expect(
    await coresOf(
      [
        spike(900, [
          [c, 0.4],
          [a, 0.3],
          [b, 0.2],
        ]),
      ],
      padded,
    ),
  ).toEqual([[setKey([a, b]), 105_598]])
})

test('damage under the bounds is not an answer: R below 10, or a lower bound below 5', async () => {
  expect(await coresOf([spike(900, [[a, 0.9]])], () => 9.9)).toEqual([])
  const { cores, tried } = await searchGroups(groupsOf([spike(900, [[a, 0.9]])], SWP2.search), SWP2, (sets) =>
    Promise.resolve(sets.map(() => ({ ratio: 12, lower: 4.9, upper: 30 }))),
  )
  expect([cores, tried.length]).toEqual([[], 1])
})

test('a spike that no weight makes gives no group', () => {
  expect(groupsOf([spike(900, [])], SWP2.search)).toEqual([])
})

test('late echoes are looked at last, and no more groups than the protocol allows', () => {
  const many = Array.from({ length: 30 }, (_, i) => spike(100 + i, [[at(1, i, i), 0.9]], { lateEcho: i > 20 }))
  const groups = groupsOf(many, SWP2.search)
  expect(groups).toHaveLength(SWP2.search.max_groups)
  expect(groups[0]?.spike.output).toBe(120)
  expect(groups.every((group) => !group.spike.lateEcho)).toBe(true)
})

describe('two windows decide nothing near a border', () => {
  const groups = groupsOf([spike(900, [[a, 0.9]]), spike(500, [[at(3, 9, 1), 0.9]])], SWP2.search)
  const on = (ratio: Ratio) =>
    searchGroups(groups, SWP2, (sets) =>
      Promise.resolve(sets.map((set) => (set[0] === groups[0]?.scalars[0] ? ratio : exactly(1)))),
    )

  test('a group whose interval reaches the bound is searched again, and what more text says stands', async () => {
    const quick = await on({ ratio: 7.26, lower: 3, upper: 18 })
    expect(nearBorder(groups, quick, SWP2)).toEqual([groups[0]])
    const standard = await on({ ratio: 2.1, lower: 2, upper: 2.2 })
    const { cores, tried } = mergeSearches(quick, standard)
    expect(cores).toEqual([])
    expect(tried.map(({ ratio }) => ratio.ratio).sort()).toEqual([1, 2.1])
  })

  test('one that gave its core is not, nor one that stays below', async () => {
    expect(nearBorder(groups, await on(exactly(200)), SWP2)).toEqual([])
    expect(nearBorder(groups, await on(exactly(9)), SWP2)).toEqual([])
  })

  test('of cores that both searches found each is named once', async () => {
    const both = mergeSearches(await on(exactly(200)), await on(exactly(90)))
    expect(both.cores.map(({ scalars, ratio }) => [setKey(scalars), ratio.ratio])).toEqual([[setKey([a]), 90]])
  })
})
