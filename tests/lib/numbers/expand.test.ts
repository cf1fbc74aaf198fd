import fc from 'fast-check'
import { expandBf16, expandF16 } from '@/lib/numbers/expand'

/** Every pattern of 16 bits, in the order of a file (little-endian). */
const ALL = Uint16Array.from({ length: 65_536 }, (_, bits) => bits)

function expanded(expand: (from: Uint16Array, to: Float32Array) => void, bits: Uint16Array): Float32Array {
  const target = new Float32Array(bits.length)
  expand(bits, target)
  return target
}

const bitsOf = (floats: Float32Array) => new Uint32Array(floats.buffer, floats.byteOffset, floats.length)

/** IEEE 754-2019, 3.4: the value of a binary floating-point pattern, from its definition. */
function valueOf(bits: number, exponentBits: number, fractionBits: number): number {
  const sign = bits >> (exponentBits + fractionBits) === 0 ? 1 : -1
  const exponent = (bits >> fractionBits) & (2 ** exponentBits - 1)
  const fraction = bits & (2 ** fractionBits - 1)
  const bias = 2 ** (exponentBits - 1) - 1
  if (exponent === 2 ** exponentBits - 1) return fraction === 0 ? sign * Infinity : NaN
  if (exponent === 0) return sign * fraction * 2 ** (1 - bias - fractionBits)
  return sign * (1 + fraction / 2 ** fractionBits) * 2 ** (exponent - bias)
}

test.each([
  ['bfloat16', expandBf16, 8, 7],
  ['binary16', expandF16, 5, 10],
] as const)(
  'each of the 65,536 %s scalars becomes the float32 of the same value, sign of zero included',
  (_, expand, exponentBits, fractionBits) => {
    const floats = expanded(expand, ALL)
    const wrong = [...ALL].filter((bits) => !Object.is(floats[bits], valueOf(bits, exponentBits, fractionBits)))
    expect(wrong).toEqual([])
  },
)

test('a NaN keeps its sign and payload', () => {
  const nan = Uint16Array.of(0x7fc1, 0xff81)
  expect([...bitsOf(expanded(expandBf16, nan))]).toEqual([0x7fc10000, 0xff810000])
  expect([...bitsOf(expanded(expandF16, Uint16Array.of(0x7e01, 0xfc01)))]).toEqual([0x7fc02000, 0xff802000])
})

test('expansion touches nothing else, at any length and any place in a larger buffer', () => {
  fc.assert(
    fc.property(fc.uint16Array({ minLength: 0, maxLength: 300 }), fc.nat(7), fc.nat(3), (bits, before, skipped) => {
      const source = Uint16Array.of(...Array(skipped).fill(0xffff), ...bits, 0xffff).subarray(
        skipped,
        skipped + bits.length,
      )
      const memory = new Float32Array(before + bits.length + 3).fill(7)
      const target = memory.subarray(before, before + bits.length)
      expandBf16(source, target)
      expect([...bitsOf(target)]).toEqual([...bits].map((word) => (word << 16) >>> 0))
      expect([...memory.subarray(0, before), ...memory.subarray(before + bits.length)]).toEqual(
        Array(before + 3).fill(7),
      )
    }),
  )
})
