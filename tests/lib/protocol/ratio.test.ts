import fc from 'fast-check'
import { perplexityOf, ratioOf, SWP1, type Nll } from '@/lib/protocol'

const bootstrap = { ...SWP1.bootstrap, resamples: 500 }
const losses = fc.array(fc.double({ min: 0.1, max: 12, noNaN: true }), { minLength: 2, maxLength: 32 })

test('R is the quotient of the perplexities, between its bounds', () => {
  fc.assert(
    fc.property(losses, fc.double({ min: -2, max: 8, noNaN: true }), (intact, shift) => {
      const edited = intact.map((x, i) => x + shift + 0.1 * (i % 2))
      const { ratio, lower, upper } = ratioOf(edited, intact, bootstrap)
      expect(ratio / (perplexityOf(edited) / perplexityOf(intact))).toBeCloseTo(1, 9)
      expect(lower).toBeLessThanOrEqual(ratio * (1 + 1e-9))
      expect(upper).toBeGreaterThanOrEqual(ratio * (1 - 1e-9))
    }),
  )
})

test('nothing changed is R = 1 exactly, with an interval of no width', () => {
  fc.assert(
    fc.property(losses, (intact) =>
      expect(ratioOf(intact, intact, bootstrap)).toEqual({ ratio: 1, lower: 1, upper: 1 }),
    ),
  )
})

test('the same losses give the same interval on every machine', () => {
  const intact = Array.from({ length: 16 }, (_, i) => 2 + Math.sin(i))
  const edited = intact.map((x, i) => x + 3 + Math.cos(i))
  const first = ratioOf(edited, intact, SWP1.bootstrap)
  expect(ratioOf(edited, intact, SWP1.bootstrap)).toEqual(first)
  expect(ratioOf(edited, intact, { ...SWP1.bootstrap, seed: 1 })).not.toEqual(first)
  expect(first.lower).toBeLessThan(first.ratio)
  expect(first.upper).toBeGreaterThan(first.ratio)
})

test('the interval covers 95 %: as wide as the spread of the windows makes it', () => {
  const differences = Array.from({ length: 32 }, (_, i) => 3 + 0.1 * ((i * 7) % 32))
  const mean = differences.reduce((a, b) => a + b, 0) / 32
  const deviation = Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 32)
  const { lower, upper } = ratioOf(differences, Array<number>(32).fill(0), SWP1.bootstrap)
  const half = (1.96 * deviation) / Math.sqrt(32)
  expect((mean - Math.log(lower)) / half).toBeCloseTo(1, 1)
  expect((Math.log(upper) - mean) / half).toBeCloseTo(1, 1)
})

test('losses are compared window by window: what text is hard for both models widens nothing', () => {
  const intact = Array.from({ length: 16 }, (_, i) => 1 + (i % 5))
  const { lower, upper } = ratioOf(
    intact.map((x) => x + 2),
    intact,
    SWP1.bootstrap,
  )
  expect(Math.log(upper / lower)).toBeCloseTo(0, 9)
})

test.each<Nll>(['NaN', 'Infinity'])('a model that gives %s everywhere is damaged without end', (broken) => {
  expect(ratioOf([broken, broken], [2, 2], bootstrap)).toEqual({ ratio: Infinity, lower: Infinity, upper: Infinity })
})

test('one window that overflows makes R infinite, not certain: most resamples of few may lack it', () => {
  const intact: number[] = Array(16).fill(2)
  const edited: Nll[] = intact.map((x, i) => (i === 0 ? 'Infinity' : x + 0.01))
  const { ratio, lower, upper } = ratioOf(edited, intact, SWP1.bootstrap)
  expect([ratio, upper]).toEqual([Infinity, Infinity])
  expect(lower).toBeLessThan(1.1)
})

test('an intact model that is itself broken proves nothing', () => {
  expect(ratioOf([2, 2], ['NaN', 2], bootstrap).ratio).toBe(0)
  expect(ratioOf(['NaN', 2], ['NaN', 2], bootstrap).ratio).toBeNaN()
})
