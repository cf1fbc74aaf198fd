import fc from 'fast-check'
import { floatBitsOfHalf } from '@/lib/numbers/expand'
import { describeMatch, matchesStored, matchOf, roundToDtype } from '@/lib/protocol'

function floatOf(bits: number): number {
  return new DataView(Uint32Array.of(bits >>> 0).buffer).getFloat32(0, true)
}
const half = (bits: number) => floatOf(floatBitsOfHalf(bits))
const bf16 = (bits: number) => floatOf(bits * 0x1_0000)
const DTYPES = { F16: half, BF16: bf16, F32: floatOf } as const
const digitsOf = (x: number) => String(Math.abs(x)).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').length
const stored = fc
  .oneof(
    fc.integer({ min: 0, max: 0xffff }).map((bits) => ({ dtype: 'F16', value: half(bits) })),
    fc.integer({ min: 0, max: 0xffff }).map((bits) => ({ dtype: 'BF16', value: bf16(bits) })),
    fc.integer({ min: 0, max: 0xffffffff }).map((bits) => ({ dtype: 'F32', value: floatOf(bits) })),
  )
  .filter(({ value }) => Number.isFinite(value))

test('every stored value rounds to itself and is matched by itself', () => {
  fc.assert(
    fc.property(stored, ({ dtype, value }) => {
      expect(roundToDtype(value, dtype)).toBe(value)
      expect(matchesStored(value, value, dtype)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a value printed with all the digits of its dtype, or with 3 and more, is matched', () => {
  fc.assert(
    fc.property(stored, fc.integer({ min: 3, max: 17 }), ({ dtype, value }, digits) => {
      const printed = Number(value.toPrecision(digits))
      // Where zeros follow, a number forgets how many digits were printed: no weight of a model is that large, and fewer than 3 digits say too little.
      fc.pre(Math.abs(value) < 1_000 && digitsOf(printed) >= 3)
      expect(matchesStored(printed, value, dtype)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('the next value that a dtype can hold is another one, once five digits are given', () => {
  for (const dtype of ['F16', 'BF16'] as const) {
    fc.assert(
      fc.property(fc.integer({ min: 0x0400, max: 0x7b00 }), (bits) => {
        const [value, next] = [DTYPES[dtype](bits), DTYPES[dtype](bits + 1)]
        // Read in another format a value may be its neighbour: a float16 as bfloat16, a bfloat16 too small for float16's full precision as that.
        fc.pre(digitsOf(next) >= 5 && isWeightSized(value) && !readingsOf(value, dtype).includes(next))
        expect(matchesStored(next, value, dtype)).toBe(false)
        expect(matchesStored(-value, value, dtype)).toBe(false)
      }),
    )
  }
})

test('rounding goes to the nearest, ties to even, for every pair of neighbours', () => {
  for (const dtype of ['F16', 'BF16'] as const) {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [low, high] = [DTYPES[dtype](bits), DTYPES[dtype](bits + 1)]
      const middle = (low + high) / 2
      const even = bits % 2 === 0 ? low : high
      if (
        roundToDtype(middle, dtype) !== even ||
        roundToDtype(-middle, dtype) !== -even ||
        roundToDtype(low + (high - low) * 0.49, dtype) !== low
      )
        throw new Error(`${dtype} ${bits.toString(16)}: ${middle}`)
    }
  }
})

/** Whether a weight may have this size; float16 holds it with its full precision. */
const isWeightSized = (value: number) => 2 ** -14 <= Math.abs(value) && Math.abs(value) < 1_000
const weight = stored.filter(({ value }) => isWeightSized(value))
const readingsOf = (value: number, dtype: string) =>
  [dtype, 'F32', 'F16', 'BF16'].map((format) => roundToDtype(value, format))

test('the stored value as float32, float16 or bfloat16 is the stored value, whole, rounded or cut to three digits and more', () => {
  fc.assert(
    fc.property(
      weight,
      fc.constantFrom('F32', 'F16', 'BF16'),
      fc.integer({ min: 3, max: 9 }),
      ({ dtype, value }, format, digits) => {
        const read = roundToDtype(value, format)
        const [whole = '', exponent = '0'] = read.toExponential(40).split('e')
        const cut = Number(`${whole.slice(0, digits + (read < 0 ? 2 : 1))}e${exponent}`)
        for (const claimed of [read, Number(read.toPrecision(digits)), cut]) {
          if (digitsOf(claimed) >= 3) expect([claimed, matchesStored(claimed, value, dtype)]).toEqual([claimed, true])
        }
      },
    ),
    { numRuns: 3_000 },
  )
})

test('a value further off than a bfloat16 and its third digit are coarse is another one, however it is printed', () => {
  const off = fc.oneof(fc.double({ min: 0.016, max: 3, noNaN: true }), fc.double({ min: -3, max: -0.016, noNaN: true }))
  fc.assert(
    fc.property(weight, off, fc.integer({ min: 3, max: 17 }), ({ dtype, value }, e, digits) => {
      const claimed = Number((value * (1 + e)).toPrecision(digits))
      fc.pre(Math.abs(claimed / value - 1) >= 0.016) // printing to three digits may bring it nearer
      expect(matchesStored(claimed, value, dtype)).toBe(false)
    }),
    { numRuns: 3_000 },
  )
})

test('two units of the last printed digit are too many, whatever format was read', () => {
  fc.assert(
    fc.property(
      weight,
      fc.constantFrom('F32', 'F16', 'BF16'),
      fc.integer({ min: 4, max: 9 }),
      fc.constantFrom(-2, 2),
      ({ dtype, value }, format, digits, units) => {
        const read = roundToDtype(value, format)
        const step = 10 ** (Math.floor(Math.log10(Math.abs(read))) + 1 - digits)
        const claimed = Number((read + units * step).toPrecision(digits))
        fc.pre(
          digitsOf(claimed) === digits &&
            readingsOf(value, dtype).every((other) => Math.abs(other - claimed) > 1.01 * step),
        )
        // What rounds to the very bits that are stored names them, with however many digits.
        fc.pre(roundToDtype(claimed, dtype) !== value)
        expect(matchesStored(claimed, value, dtype)).toBe(false)
      },
    ),
    { numRuns: 3_000 },
  )
})

const F32_STORED = Math.fround(2.1718364)
test.each([
  [2.171875, 'F16', 'all', 'read as float16'],
  [2.1719, 'F16', 'rounded', 'read as float16, rounded to 5 digits'],
  [2.1718364, 'F32', 'all', 'as stored'],
  [2.1718, 'F32', 'rounded', 'as stored, rounded to 5 digits'],
  [2.17183, 'F32', 'cut', 'as stored, cut to 6 digits'],
  [2.171836376190185546875, 'F32', 'all', 'as stored'],
  [2.17, 'F32', 'rounded', 'as stored, rounded to 3 digits'],
] as const)('the float32 2.1718364 claimed as %p: %s, %s', (claimed, dtype, digits, words) => {
  const match = matchOf(claimed, F32_STORED, 'F32')
  expect(match).toEqual({ dtype, digits })
  expect(match && describeMatch(claimed, match, 'F32')).toBe(words)
})

test.each([2.1, 2.2, 2.16, 2.18, 2.1717, 2.173, 2.1875, 2.15625, 2.173828125, 2.1718765, 21.71875, -2.171875, 0])(
  'the float32 2.1718364 is not %p',
  (claimed) => {
    expect(matchOf(claimed, F32_STORED, 'F32')).toBeNull()
  },
)

test('a few round digits of another format say too little', () => {
  expect(matchesStored(2, Math.fround(2.004), 'F32')).toBe(false)
  expect(matchesStored(2.5, Math.fround(2.5004), 'F32')).toBe(false)
})

test.each([
  [0.6323, 0.63232421875, 'F16', true],
  [0.63, 0.63232421875, 'F16', false],
  [2, 2.171875, 'BF16', false],
  [2.17, 2.171875, 'BF16', true],
  [2.18, 2.171875, 'BF16', false],
  [-2.171875, 2.171875, 'BF16', false],
  [0, -0, 'F32', true],
  [70000, Infinity, 'F16', true],
])('claimed %p, stored %p (%s): %p', (claimed, value, dtype, expected) => {
  expect(matchesStored(claimed, value, dtype)).toBe(expected)
})
