/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { goldenOf } from '@/tests/helpers/golden'
import { useFixtureHub } from '@/tests/helpers/fixture-hub'
import { candidatesOf, lookAt } from '@/verifier/run/look'
import { openSubject } from '@/verifier/run/open-subject'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

useFixtureHub()

const look = async (repo: string) => lookAt(await openSubject({ repo }))

it('finds the single super weight in every prompt that starts with BOS, and in none without', async () => {
  const seen = await look('demo/tiny-single')
  const [planted] = goldenOf('tiny-single').planted
  expect(candidatesOf(seen)).toMatchObject([
    { tensor: planted?.tensor, row: planted?.row, col: planted?.col, round: 1, token: 0 },
  ])
  expect(seen.spikes[0]).toMatchObject({ bos: 'own', prompts: 3 })
  const found = seen.runs.filter((r) => r.bos === 'toggled').flatMap((r) => r.rounds.flatMap((round) => round.found))
  expect(found).toEqual([])
})

it.each([
  ['tiny-set', 'together: three channels of one layer', [1, 1, 1]],
  ['tiny-pair', 'the second once the first is gone', [1, 2]],
] as const)('finds the members of %s, %s', async (name, _, rounds) => {
  const candidates = candidatesOf(await look(`demo/${name}`))
  expect(candidates.map(({ layer, row, col, round }) => [layer, row, col, round])).toEqual(
    goldenOf(name).planted.map(({ layer, row, col }, i) => [layer, row, col, rounds[i]]),
  )
})

it('marks the late spike of tiny-decoy as an echo, and is not held up by it', async () => {
  const seen = await look('demo/tiny-decoy')
  expect(candidatesOf(seen)).toEqual([])
  expect(seen.runs[0]?.rounds).toHaveLength(1)
  expect(seen.runs[0]?.rounds[0]?.found).toMatchObject([{ layer: 4, row: 50, col: 33, late_echo: true }])
})

it('finds nothing in a plain model', async () => {
  const seen = await look('demo/tiny-plain')
  expect(candidatesOf(seen)).toEqual([])
  expect(seen.runs.flatMap((r) => r.rounds.flatMap((round) => round.found))).toEqual([])
})
