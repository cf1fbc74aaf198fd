import { createHash } from 'node:crypto'
import { decodeBlock, readScalar } from '@/lib/quantised/gguf/read-scalar'
import { BLOCK_TYPES, blockType } from '@/lib/quantised/gguf/types'
import { BLOCKS, blocksOf, floatsOf } from './goldens'

/** Like the makers' hash: of little-endian float32, every NaN as 0x7fc00000. */
function hashOf(values: Float32Array): string {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, i) =>
    Number.isNaN(value) ? bytes.writeUInt32LE(0x7fc00000, 4 * i) : bytes.writeFloatLE(value, 4 * i),
  )
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

test('every type of the table has golden blocks of the same size', () => {
  const sizes = (types: readonly { number: number; elements: number; bytes: number }[]) =>
    types.map(({ number, elements, bytes }) => ({ number, elements, bytes })).toSorted((a, b) => a.number - b.number)
  expect(BLOCK_TYPES.map(({ name }) => name).toSorted()).toEqual(Object.keys(BLOCKS).toSorted())
  expect(sizes(BLOCK_TYPES)).toEqual(sizes(Object.values(BLOCKS)))
})

/** Their values are sums, and so -0 only in rare blocks. */
const WITH_MINIMUM = ['Q4_1', 'Q5_1', 'Q2_K', 'Q4_K', 'Q5_K']

describe.each(Object.entries(BLOCKS))('%s', (name, golden) => {
  const type = blockType(name)
  const blocks = blocksOf(golden)

  let values: readonly Float32Array[] = []
  beforeAll(() => {
    values = blocks.map((block) => decodeBlock(block, type))
  })

  test('the values of a block are those of gguf', () => {
    expect([...(values[0] ?? [])]).toEqual([...floatsOf(golden.first)])
  })

  test('every value of random blocks, and of blocks with extreme scales, is bit for bit that of gguf', () => {
    expect(values.map(hashOf)).toEqual(golden.hashes)
  })

  test('NaN, infinite, tiny and negative zero values are among those compared', () => {
    const all = values.flatMap((block) => [...block])
    expect({
      nan: all.some(Number.isNaN) || name === 'MXFP4',
      infinite: all.includes(Infinity) && all.includes(-Infinity),
      tiny: all.some((value) => value !== 0 && Math.abs(value) < 1e-4),
      negativeZero: all.some((value) => Object.is(value, -0)) || [...WITH_MINIMUM, 'MXFP4'].includes(name),
    }).toEqual({ nan: true, infinite: true, tiny: true, negativeZero: true })
  })

  test('one scalar is that element of its block', () => {
    const scalars = (block: Uint8Array) =>
      Array.from({ length: type.elements }, (_, i) => readScalar(block, type, i).value)
    expect(blocks.slice(0, 4).map(scalars)).toEqual(values.slice(0, 4).map((block) => [...block]))
  })

  test('a block of another size, or an element outside it, is refused', () => {
    const block = new Uint8Array(type.bytes)
    expect(() => decodeBlock(block.subarray(1), type)).toThrow(RangeError)
    expect(() => readScalar(new Uint8Array(type.bytes + 1), type, 0)).toThrow(
      `a block of ${name} has ${type.bytes} bytes, not ${type.bytes + 1}`,
    )
    for (const element of [-1, type.elements, 0.5, NaN])
      expect(() => readScalar(block, type, element)).toThrow(`element ${element} is outside a block of ${name}`)
  })
})
