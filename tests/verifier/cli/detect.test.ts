import { z } from 'zod'
import { printStored } from '@/lib/coordinates'
import { goldenOf, type Trained } from '@/tests/helpers/golden'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(120_000)
afterAll(removeCaches)

const Weight = z.object({ tensor: z.string(), row: z.number(), col: z.number() })
const Seen = z.object({
  spikes: z.array(
    z.object({
      layer: z.number(),
      channel: z.number(),
      output: z.number(),
      round: z.number(),
      after: z.array(Weight),
      weights: z.array(Weight.extend({ share: z.number(), value: z.number() })),
    }),
  ),
})

const text = async (model: string) => (await superweights(['detect', `demo/${model}`])).stdout
const spikesOf = async (model: string) =>
  Seen.parse(JSON.parse((await superweights(['detect', `demo/${model}`, '--json'])).stdout)).spikes
const planted = (model: Trained) => goldenOf(model).planted.map(printStored)

test('the spikes are those of the intact model, the strongest first, each with its weights: share, coordinate, value', async () => {
  const spikes = await spikesOf('tiny-set')
  expect(spikes.map(({ round, after }) => [round, after])).toEqual([
    [1, []],
    [1, []],
    [1, []],
  ])
  expect(spikes.map(({ output }) => Math.abs(output))).toEqual(
    spikes.map(({ output }) => Math.abs(output)).toSorted((a, b) => b - a),
  )
  expect(spikes.map(({ weights }) => weights.map(printStored))).toEqual(planted('tiny-set').map((one) => [one]))
  for (const { weights } of spikes) expect(weights[0]?.share).toBeGreaterThan(0.9)
  expect(await text('tiny-set')).toMatch(
    /│ y = 149\.8 +│ 0\.9965 +│ model\.layers\.1\.mlp\.down_proj\.weight\[41, 130\] +│ 2\.984 /,
  )
})

test('what shows only after a removal says after which, in its round counted from 1', async () => {
  const [first = '', second = ''] = planted('tiny-pair')
  const spikes = await spikesOf('tiny-pair')
  expect(spikes.map(({ round, after, weights }) => [round, after.map(printStored), weights.map(printStored)])).toEqual([
    [1, [], [first]],
    [2, [first], [second]],
  ])
  const printed = await text('tiny-pair')
  expect(printed).toContain(`\nRound 2, shows only after removing ${first}:\n`)
  expect(printed.indexOf('Round 2')).toBeLessThan(printed.indexOf(second))
})

test.each(['tiny-single', 'tiny-set', 'tiny-pair', 'two-sets', 'cancelling'])(
  'of demo/%s no command cuts a spike in two, and what belongs together is left to find',
  async (model) => {
    const printed = await text(model)
    const spikes = (await spikesOf(model)).map(({ weights }) => weights.map(printStored).join(' '))
    const verified = [...printed.matchAll(/^ {2}npx superweights verify demo\/\S+ (.*?) --revision/gm)].map(
      ([, coordinates = '']) => coordinates.replaceAll('"', ''),
    )
    expect(verified.length).toBeGreaterThan(0)
    for (const coordinates of verified) expect(spikes).toContain(coordinates)
    expect(printed).toMatch(
      new RegExp(`^ {2}npx superweights find demo/${model} --revision [0-9a-f]{40} --corpus demo-text$`, 'm'),
    )
  },
)
