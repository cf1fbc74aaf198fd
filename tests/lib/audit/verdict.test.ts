import { judge } from '@/lib/audit/judge'
import { isFolded } from '@/lib/audit/norms'
import { CURVE, verdictOf } from '@/lib/audit/verdict'

test.each([
  [1, 'kept'],
  [1.05, 'kept'],
  [0.95, 'kept'],
  [0.94, 'rounded'],
  [1.5, 'rounded'],
  [0.75, 'rounded'],
  [0.74, 'weakened'],
  [0.5, 'weakened'],
  [0.49, 'crushed'],
  [0, 'crushed'],
  [-1, 'crushed'],
  [Number.NaN, 'crushed'],
  [1.51, 'enlarged'],
  [Number.POSITIVE_INFINITY, 'enlarged'],
])('a weight multiplied by %d is %s, of either sign', (ratio, verdict) => {
  expect(verdictOf(4, 4 * ratio)).toBe(verdict)
  expect(verdictOf(-4, -4 * ratio)).toBe(verdict)
})

test('the measured curve is worst where the rule says crushed', () => {
  const crushed = CURVE.filter(([factor]) => verdictOf(1, factor) === 'crushed').map(([, perplexity]) => perplexity)
  const others = CURVE.filter(([factor]) => verdictOf(1, factor) !== 'crushed').map(([, perplexity]) => perplexity)
  expect(Math.min(...crushed)).toBeGreaterThan(Math.max(...others))
})

const stored = {
  form: 'Q4_0',
  tensor: 'blk.0.ffn_down.weight',
  values: [1, -3, 2, 3],
  index: 2,
  scaling: { step: 0.5, code: 4, offset: 0 },
}

test('rank, group and steps are of the values that share the scale', () => {
  expect(judge(2.25, stored, 'no')).toMatchObject({
    value: 2,
    rank: 3,
    group: 4,
    step: 0.5,
    steps: 4.5,
    verdict: 'rounded',
  })
})

test('what cannot be compared has no verdict, and says why', () => {
  expect(judge(2, stored, 'yes')).toMatchObject({
    verdict: 'not-compared',
    why: expect.stringContaining('scales were folded'),
  })
  expect(judge(null, stored, 'no')).toMatchObject({
    verdict: 'not-compared',
    why: expect.stringContaining('not known'),
  })
  expect(judge(0, stored, 'no')).toMatchObject({ verdict: 'not-compared', ratio: null })
  expect(judge(2, stored, 'unknown')).toMatchObject({
    verdict: 'kept',
    why: expect.stringContaining('could not be checked'),
  })
})

test('norms are the same up to rounding and to the 1 that llama.cpp adds for Gemma; scales and rotations are seen', () => {
  const norm = Array.from({ length: 64 }, (_, i) => 0.5 + i / 64)
  expect(
    isFolded(
      norm,
      norm.map((x) => x * 1.001),
    ),
  ).toBe(false)
  expect(
    isFolded(
      norm,
      norm.map((x) => x + 1),
    ),
  ).toBe(false)
  expect(
    isFolded(
      norm,
      norm.map((x, i) => x * (i % 2 === 0 ? 1.4 : 1)),
    ),
  ).toBe(true)
  expect(
    isFolded(
      norm,
      norm.map(() => 1),
    ),
  ).toBe(true)
  expect(isFolded(norm, norm.slice(1))).toBe(true)
})
