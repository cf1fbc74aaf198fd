import { BlockError } from '@/lib/quantised/gguf/block-error'
import { blockOf, type Place } from '@/lib/quantised/gguf/block-of'
import { readScalar } from '@/lib/quantised/gguf/read-scalar'
import { blockType } from '@/lib/quantised/gguf/types'
import { FILE, FILE_BYTES, floatsOf, type TensorGolden } from './goldens'

/** One scalar of the file, read as a caller would: its block by range, then its element. */
function read({ type: name, shape, offset: data }: TensorGolden, row: number, col: number, expert?: number): number {
  const type = blockType(name)
  const { offset, length, element } = blockOf({ type, shape, row, col, ...(expert === undefined ? {} : { expert }) })
  return readScalar(FILE_BYTES.subarray(data + offset, data + offset + length), type, element).value
}

/** All scalars of a tensor, expert by expert, row by row. */
function readAll(tensor: TensorGolden): number[] {
  const [inputs = 0, outputs = 0, experts] = tensor.shape
  const matrix = (expert?: number) =>
    Array.from({ length: outputs * inputs }, (_, i) => read(tensor, Math.floor(i / inputs), i % inputs, expert))
  return experts === undefined ? matrix() : Array.from({ length: experts }, (_, expert) => matrix(expert)).flat()
}

test.each(FILE.tensors.map((tensor) => [tensor.name, tensor] as const))('%s of a GGUF file', (_, tensor) => {
  expect(readAll(tensor)).toEqual([...floatsOf(tensor.values)])
})

const { row, col, value } = FILE.largest
const quantised = FILE.tensors.filter(({ type }) => type !== 'Q4_K')

test.each(quantised.map((tensor) => [tensor.name, tensor] as const))(
  '%s has its largest weight at its row and column',
  (_, tensor) => {
    const experts = tensor.shape[2]
    const found =
      experts === undefined
        ? [read(tensor, row, col)]
        : Array.from({ length: experts }, (_, e) => read(tensor, row, col, e))
    // The largest of its block: rounding moves it little, to the power of two or the step of the scale.
    for (const one of found) expect(Math.abs(one / value - 1)).toBeLessThan(0.05)
  },
)

const Q4_K = blockType('Q4_K')
const F16 = blockType('F16')

test('offsets past four gigabytes are exact', () => {
  const place: Place = { type: Q4_K, shape: [16_384, 53_248, 128], row: 53_247, col: 16_383, expert: 127 }
  const all = (16_384 * 53_248 * 128 * 144) / 256
  expect(blockOf(place)).toEqual({ offset: all - 144, length: 144, element: 255 })
})

const inMatrix: Place = { type: Q4_K, shape: [512, 3], row: 2, col: 511 }
const inExperts: Place = { type: F16, shape: [4, 3, 2], row: 0, col: 0, expert: 1 }

test.each<[string, Place]>([
  ['row 3 is out of range: rows go from 0 to 2', { ...inMatrix, row: 3 }],
  ['row -1 is out of range', { ...inMatrix, row: -1 }],
  ['column 512 is out of range: columns go from 0 to 511', { ...inMatrix, col: 512 }],
  ['column 0.5 is out of range', { ...inMatrix, col: 0.5 }],
  ['expert 2 is out of range: experts go from 0 to 1', { ...inExperts, expert: 2 }],
  ['the tensor has 2 experts; the index of one is missing', { type: F16, shape: [4, 3, 2], row: 0, col: 0 }],
  ['a tensor of shape [512, 3] has no experts', { ...inMatrix, expert: 0 }],
  ['rows of 500 are not a multiple of 256, the elements of a block of Q4_K', { ...inMatrix, shape: [500, 3] }],
  ['a row and a column need two axes, or three with experts; the shape is [512]', { ...inMatrix, shape: [512] }],
  ['the shape is [4, 3, 2, 1]', { ...inExperts, shape: [4, 3, 2, 1] }],
  ['[512, 0] is not the shape of a tensor', { ...inMatrix, shape: [512, 0] }],
  ['[512, 1.5] is not the shape of a tensor', { ...inMatrix, shape: [512, 1.5] }],
  [
    '[9007199254740991, 3] is not the shape of a tensor',
    { ...inMatrix, type: F16, shape: [Number.MAX_SAFE_INTEGER, 3] },
  ],
])('%s', (message, place) => {
  expect(() => blockOf(place)).toThrow(BlockError)
  expect(() => blockOf(place)).toThrow(message)
})
