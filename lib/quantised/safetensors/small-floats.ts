/** E4M3 of one byte, `float8_e4m3fn`: bias 7, no infinity; only all ones is NaN. Source: OCP 8-bit Floating Point Specification 1.0. */
export function e4m3(byte: number): number {
  const size = byte & 0x7f
  return signed(byte, size === 0x7f ? NaN : minifloat(size, 3, 7))
}

/** E5M2 of one byte, `float8_e5m2`: bias 15, infinity and NaN as in IEEE 754. Source: as above. */
export function e5m2(byte: number): number {
  const size = byte & 0x7f
  return signed(byte, size > 0x7c ? NaN : size === 0x7c ? Infinity : minifloat(size, 2, 15))
}

/** E8M0: a power of two; 255 is NaN. Source: OCP Microscaling Formats (MX) Specification 1.0. */
export const e8m0 = (byte: number): number => (byte === 255 ? NaN : 2 ** (byte - 127))

/** A power of two that is stored as its exponent in a plain byte, as packages compute it: 255 is beyond float32. */
export const exponentScale = (byte: number): number => (byte === 255 ? Infinity : 2 ** (byte - 127))

/** E2M1 of four bits: 0, 0.5, 1, 1.5, 2, 3, 4, 6, and their negatives, -0 among them. Source: as above. */
export const e2m1 = (nibble: number): number => ((nibble & 8) === 0 ? 1 : -1) * minifloat(nibble & 7, 1, 1)

const signed = (byte: number, size: number): number => (byte < 0x80 ? size : -size)

/** A float of some bits of mantissa without its sign; exponent 0 has the subnormal ones. */
function minifloat(bits: number, mantissaBits: number, bias: number): number {
  const one = 2 ** mantissaBits
  const exponent = Math.floor(bits / one)
  const mantissa = bits % one
  return exponent === 0 ? (mantissa / one) * 2 ** (1 - bias) : (1 + mantissa / one) * 2 ** (exponent - bias)
}
