/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { FAMILIES } from '@/lib/coordinates'
import { familyOf } from '@/verifier/families'
import { goldenOf, measureParity, otherWords, PARITY_NAMES, parityModel } from './measure'

// A twentieth of a second a model on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

const known = new Set(FAMILIES.flatMap((f) => f.modelTypes))

it('there are numbers of transformers for every family', () => {
  const covered = new Set(PARITY_NAMES.map((name) => goldenOf(name).model_type))
  expect([...known].filter((type) => !covered.has(type))).toEqual([])
})

it('sequences reach as far as what could go wrong', () => {
  const short = PARITY_NAMES.filter(
    (name) => Math.max(...goldenOf(name).traces.map((trace) => trace.token_ids.length)) < 300,
  )
  expect(short).toEqual([])
})

describe.each(PARITY_NAMES.filter((name) => known.has(goldenOf(name).model_type)))('%s', (name) => {
  it(`has the peaks, logits and losses of transformers: ${goldenOf(name).covers}`, async () => {
    const { logit, loss, peak, peaks, misplaced } = await measureParity(await parityModel(name))
    expect(peaks).toBeGreaterThan(0)
    expect(misplaced).toEqual([])
    expect(peak).toBeLessThan(2e-5)
    expect(logit).toBeLessThan(2e-5)
    expect(loss).toBeLessThan(1e-6)
  })

  it('is read the same in the words of older configs and in those of transformers 5', async () => {
    const { recipe } = await parityModel(name)
    const config = otherWords(name)
    expect(familyOf(config).recipeOf(config)).toEqual(recipe)
  })
})
