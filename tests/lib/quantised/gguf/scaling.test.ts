import type { Scaling } from '@/lib/quantised/scaling'
import { readScalar } from '@/lib/quantised/gguf/read-scalar'
import { BLOCK_TYPES, blockType } from '@/lib/quantised/gguf/types'
import { BLOCKS, blocksOf } from './goldens'

/** 2 and 0.5 as stored. */
const HALF_TWO = [0x00, 0x40]
const HALF_HALF = [0x00, 0x38]
const FLOAT_TWO = [0x00, 0x00, 0x00, 0x40]

type Row = readonly [
  type: string,
  bytes: Readonly<Record<number, readonly number[]>>,
  element: number,
  scalar: { readonly value: number; readonly step: number; readonly code: number; readonly offset: number },
]

/** Blocks of zeros but for these bytes, worked out by hand from the structs of ggml-common.h. */
const BY_HAND: readonly Row[] = [
  ['Q4_0', { 0: HALF_TWO, 2: [0x0f] }, 0, { value: 14, step: 2, code: 7, offset: 0 }],
  ['Q4_0', { 0: HALF_TWO, 17: [0x30] }, 31, { value: -10, step: 2, code: -5, offset: 0 }],
  ['Q4_1', { 0: HALF_TWO, 2: HALF_HALF, 4: [0x0f] }, 0, { value: 30.5, step: 2, code: 15, offset: 0.5 }],
  ['Q5_0', { 0: HALF_TWO, 2: [0x01], 6: [0x03] }, 0, { value: 6, step: 2, code: 3, offset: 0 }],
  ['Q5_1', { 0: HALF_TWO, 2: HALF_HALF, 7: [0x80], 23: [0x10] }, 31, { value: 34.5, step: 2, code: 17, offset: 0.5 }],
  ['Q8_0', { 0: HALF_TWO, 3: [0x81] }, 1, { value: -254, step: 2, code: -127, offset: 0 }],
  ['Q8_K', { 0: FLOAT_TWO, 259: [0x7f] }, 255, { value: 254, step: 2, code: 127, offset: 0 }],
  ['Q2_K', { 80: HALF_TWO, 82: HALF_HALF, 15: [0x43], 79: [0xc0] }, 255, { value: 16, step: 6, code: 3, offset: -2 }],
  [
    'Q3_K',
    { 108: HALF_TWO, 96: [0x03], 104: [0x02], 32: [0x01], 0: [0x01] },
    0,
    { value: 6, step: 6, code: 1, offset: 0 },
  ],
  ['Q3_K', { 108: HALF_TWO }, 0, { value: 256, step: -64, code: -4, offset: 0 }],
  [
    'Q4_K',
    { 0: HALF_TWO, 2: HALF_HALF, 4: [0x03], 8: [0x04], 16: [0x07] },
    0,
    { value: 40, step: 6, code: 7, offset: -2 },
  ],
  [
    'Q4_K',
    { 0: HALF_TWO, 2: HALF_HALF, 7: [0x40], 11: [0x80], 15: [0x23], 143: [0xf0] },
    255,
    { value: 553, step: 38, code: 15, offset: -17 },
  ],
  [
    'Q5_K',
    { 0: HALF_TWO, 2: HALF_HALF, 4: [3], 8: [4], 16: [1], 48: [7] },
    0,
    { value: 136, step: 6, code: 23, offset: -2 },
  ],
  ['Q6_K', { 208: HALF_TWO, 192: [0xff], 128: [0x02], 0: [0x05] }, 0, { value: -10, step: -2, code: 5, offset: 0 }],
  ['IQ4_NL', { 0: HALF_TWO, 2: [0x0f] }, 0, { value: 226, step: 2, code: 113, offset: 0 }],
  ['IQ4_XS', { 0: HALF_TWO, 3: [0x80], 7: [0x30], 135: [0x80] }, 255, { value: 6, step: 6, code: 1, offset: 0 }],
  ['MXFP4', { 0: [129], 1: [0x07] }, 0, { value: 24, step: 2, code: 12, offset: 0 }],
]

test.each(BY_HAND)('%s %j [%d]', (name, bytes, element, { value, ...scaling }) => {
  const type = blockType(name)
  const block = new Uint8Array(type.bytes)
  for (const [at, stored] of Object.entries(bytes)) block.set(stored, Number(at))
  expect(readScalar(block, type, element)).toEqual({ value, scaling })
})

/** The smallest and largest code, and elements with one step. */
const CODES: Readonly<Record<string, readonly [least: number, greatest: number, sharing: number]>> = {
  Q4_0: [-8, 7, 32],
  Q4_1: [0, 15, 32],
  Q5_0: [-16, 15, 32],
  Q5_1: [0, 31, 32],
  Q8_0: [-128, 127, 32],
  Q2_K: [0, 3, 16],
  Q3_K: [-4, 3, 16],
  Q4_K: [0, 15, 32],
  Q5_K: [0, 31, 32],
  Q6_K: [-32, 31, 16],
  Q8_K: [-128, 127, 256],
  IQ4_NL: [-127, 113, 32],
  IQ4_XS: [-127, 113, 32],
  MXFP4: [-12, 12, 32],
}

test.each(Object.entries(CODES))(
  '%s: codes are whole numbers of its range, and a sub-block has one step',
  (name, expected) => {
    const [least, greatest, sharing] = expected
    const type = blockType(name)
    const blocks = blocksOf(BLOCKS[name] ?? { number: 0, elements: 0, bytes: 1, blocks: '', first: '', hashes: [] })
    const scalings = blocks.map((block) =>
      Array.from({ length: type.elements }, (_, i) => readScalar(block, type, i).scaling),
    )
    const codes = scalings.flat().map((scaling) => scaling?.code ?? NaN)
    expect(codes.every(Number.isInteger)).toBe(true)
    expect([codes.reduce((a, b) => Math.min(a, b)), codes.reduce((a, b) => Math.max(a, b))]).toEqual([least, greatest])
    const alike = (one: Scaling | null | undefined, other: Scaling | null | undefined) =>
      Object.is(one?.step, other?.step) && Object.is(one?.offset, other?.offset)
    expect(scalings.every((block) => block.every((one, i) => alike(one, block[i - (i % sharing)])))).toBe(true)
  },
)

test('types that store floats have no scaling, and all others do', () => {
  const floats = BLOCK_TYPES.filter((type) => readScalar(new Uint8Array(type.bytes), type, 0).scaling === null)
  expect(floats.map(({ name }) => name)).toEqual(['F32', 'F16', 'BF16'])
  expect(BLOCK_TYPES.length - floats.length).toBe(Object.keys(CODES).length)
})
