import fc from 'fast-check'
import { bitsPerScalar, FLOAT_FORMATS, floatFormat, OTHER_BITS, roundToDtype } from '@/lib/numbers/formats'

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

/** All finite values of a format of up to 16 bits, in order, each once. */
function valuesOf({ bytes, decode }: (typeof FLOAT_FORMATS)[number]): number[] {
  const bits = Array.from({ length: 2 ** (8 * bytes) }, (_, pattern) => {
    const view = new DataView(new ArrayBuffer(bytes))
    if (bytes === 1) view.setUint8(0, pattern)
    else view.setUint16(0, pattern, true)
    return decode(view)
  })
  return [...new Set(bits.filter(Number.isFinite).map((value) => value + 0))].sort((a, b) => a - b)
}

test.each(FLOAT_FORMATS.filter(({ bytes }) => bytes <= 2).map((format) => [format.dtype, format] as const))(
  '%s: whatever lies between two neighbours is rounded to the nearer one, and the middle to one of them',
  (_, format) => {
    const values = valuesOf(format)
    const wrong: number[] = []
    for (let i = 1; i < values.length; i++) {
      const [low = 0, high = 0] = [values[i - 1], values[i]]
      const at = (share: number) => format.round(low + share * (high - low))
      const middle = at(0.5)
      if (at(0.25) !== low || at(0.75) !== high || (middle !== low && middle !== high)) wrong.push(low)
    }
    expect(wrong).toEqual([])
  },
)

test('no format stands both among those with a reader and among those without', () => {
  for (const { dtype } of FLOAT_FORMATS) expect(OTHER_BITS.map(([name]) => name)).not.toContain(dtype)
})

test('what is no floating-point format has a size, and no values', () => {
  expect([floatFormat('F8_E4M3'), bitsPerScalar('F8_E4M3')]).toEqual([null, 8])
  expect([floatFormat('Q4'), bitsPerScalar('Q4')]).toEqual([null, null])
  expect([floatFormat('constructor'), bitsPerScalar('constructor')]).toEqual([null, null])
  expect(roundToDtype(0.1, 'I32')).toBe(0.1)
})
