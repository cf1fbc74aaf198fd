import fc from 'fast-check'
import { sparkline } from '@/verifier/cli/sparkline'

test('one character a layer, the spike the highest', () => {
  expect(sparkline([1, -1000, 10, 1])).toBe('▁█▃▁')
})

test('zeros, infinities and equal values are drawn too', () => {
  expect(sparkline([0, 1, 100, Infinity])).toBe('▁▁██')
  expect(sparkline([3, 3])).toBe('▁▁')
  expect(sparkline([])).toBe('')
})

test('a larger value is never drawn lower', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 2 }), (values) => {
      const line = sparkline(values)
      const heights = [...line].map((level) => level.codePointAt(0) ?? 0)
      expect(heights).toHaveLength(values.length)
      values.forEach((a, i) =>
        values.forEach(
          (b, j) => Math.abs(a) > Math.abs(b) && expect(heights[i]).toBeGreaterThanOrEqual(heights[j] ?? 0),
        ),
      )
    }),
  )
})
