import fc from 'fast-check'
import { bitsPerScalar, FLOAT_FORMATS, floatFormat, roundToDtype } from '@/lib/numbers/formats'

test.each(FLOAT_FORMATS.map((format) => [format.dtype, format] as const))(
  '%s: decoding, expansion and rounding agree on every scalar',
  (dtype, { bytes, decode, expand, round }) => {
    expect(bitsPerScalar(dtype)).toBe(8 * bytes)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: bytes, maxLength: bytes }), (drawn) => {
        // A copy of its own: the expansion needs aligned memory.
        const stored = Uint8Array.from(drawn)
        const value = decode(new DataView(stored.buffer))
        expect(round(value)).toBe(value)
        if (expand === null) return
        const floats = new Float32Array(1)
        expand(stored, floats)
        expect(floats[0]).toBe(value)
      }),
      { numRuns: 2_000 },
    )
  },
)

test('what is no floating-point format has a size, and no values', () => {
  expect([floatFormat('F8_E4M3'), bitsPerScalar('F8_E4M3')]).toEqual([null, 8])
  expect([floatFormat('Q4'), bitsPerScalar('Q4')]).toEqual([null, null])
  expect([floatFormat('constructor'), bitsPerScalar('constructor')]).toEqual([null, null])
  expect(roundToDtype(0.1, 'I32')).toBe(0.1)
})
