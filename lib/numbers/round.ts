/** bf16 is the upper half of fp32. Rounding by way of fp32 may round twice; a claimed value has far fewer digits than that needs. */
export function roundToBf16(x: number): number {
  const f = new Float32Array([x])
  const u = new Uint32Array(f.buffer)
  const bits = u[0] ?? 0
  u[0] = ((bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000) >>> 0
  return Number.isFinite(x) ? (f[0] ?? NaN) : x
}

/** IEEE 754 binary16: 10 bits of mantissa, exponents -14 to 15, subnormals in steps of 2^-24, overflow at 65520. */
export function roundToF16(x: number): number {
  const size = Math.abs(x)
  if (!Number.isFinite(x) || size === 0) return x
  if (size >= 65_520) return Math.sign(x) * Infinity
  const exponent = Math.max(-14, Math.floor(Math.log2(size)))
  const step = 2 ** (exponent - 10)
  return Math.sign(x) * roundTiesToEven(size / step) * step
}

function roundTiesToEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor
}
