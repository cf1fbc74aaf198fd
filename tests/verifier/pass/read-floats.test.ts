import fc from 'fast-check'
import { checkpointOf } from '@/tests/helpers/folder-checkpoint'
import { smallConfig } from '@/tests/helpers/random-llama'
import { safetensorsFile, sixteenBit } from '@/tests/helpers/safetensors'
import { rowStride } from '@/verifier/graph/rows'
import { readFloats, readRows } from '@/verifier/pass/read-floats'

/** Bits of the float32 at a place of the matrix: as bfloat16 its bits are the number of its place. */
const bitsAt = (at: number) => (at % 0x7f00) << 16
/** What is at place `i` of the rows laid apart. */
const bitsApart = (i: number, columns: number, stride: number, first = 0) =>
  i % stride < columns ? bitsAt((first + Math.floor(i / stride)) * columns + (i % stride)) : 0
const bitsOf = (floats: Float32Array) => new Int32Array(floats.buffer)

function matrix(rows: number, columns: number) {
  const bits = Array.from({ length: rows * columns }, (_, at) => at % 0x7f00)
  const checkpoint = checkpointOf(
    smallConfig(),
    new Map([['model.safetensors', safetensorsFile({ matrix: sixteenBit('BF16', [rows, columns], bits) })]]),
  )
  const tensor = checkpoint.tensors.get('matrix')
  if (!tensor) throw new Error('no matrix')
  return { checkpoint, tensor }
}

test('rows of any length land where they belong, with zeros between them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(5),
      fc.nat(19),
      async (rows, columns, room, skip) => {
        const { checkpoint, tensor } = matrix(rows, columns)
        const first = skip % rows
        const stride = columns + room
        const into = new Float32Array((rows - first) * stride).fill(NaN)
        await readRows(checkpoint, tensor, first * columns, into, { columns, stride })
        expect([...bitsOf(into)]).toEqual(Array.from(into, (_, i) => bitsApart(i, columns, stride, first)))
      },
    ),
    { numRuns: 50 },
  )
})

test('a tensor longer than one read arrives whole, rows cut by a read included', async () => {
  const [rows, columns] = [1021, 8209]
  const { checkpoint, tensor } = matrix(rows, columns)
  const flat = new Float32Array(rows * columns)
  await readFloats(checkpoint, tensor, 0, flat)
  expect(bitsOf(flat).findIndex((bits, at) => bits !== bitsAt(at))).toBe(-1)
  const stride = columns + 16
  const apart = new Float32Array(rows * stride).fill(NaN)
  await readRows(checkpoint, tensor, 0, apart, { columns, stride })
  expect(bitsOf(apart).findIndex((bits, i) => bits !== bitsApart(i, columns, stride))).toBe(-1)
})

test('only rows that would clash in the cache are laid apart', () => {
  expect([768, 1000, 11_008, 14_336].map(rowStride)).toEqual([768, 1000, 11_008, 14_352])
  expect([1024, 4096, 5120, 8192].map(rowStride)).toEqual([1040, 4112, 5136, 8208])
})
