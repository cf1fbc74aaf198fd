import { roundToDtype } from '@/lib/numbers/formats'
import { type ModuleTensors, shapeOf } from './module-tensors'
import type { Part } from './part'
import { QuantisedError } from './quantised-error'
import { type QuantState, readQuantState } from './quant-state'
import type { DecodedGroup, WeightPlace } from './types'

/** What the packed bytes are stored as: `bnb_4bit_quant_storage`. */
const STORAGE = ['U8', 'I8', 'F16', 'BF16', 'F32']
const TYPES = ['nf4', 'fp4'] as const

const stateEnd = (type: string) => `.weight.quant_state.bitsandbytes__${type}`

/** Whether the module is stored by bitsandbytes with 4 bits. */
export const isBitsandbytes4 = (tensors: ModuleTensors) => TYPES.some((type) => tensors.has(stateEnd(type)))

/**
 * bitsandbytes nf4 and fp4: nibbles of the flattened matrix, the high one of a byte first, that choose from `quant_map`; each block of them
 * has an `absmax`, which may itself be quantised: `nested_quant_map[absmax] * nested_absmax + nested_offset`, a block of blocks each. A value
 * is `quant_map[code] * absmax` in float32, rounded to the dtype of the state. Blocks run on from one row to the next.
 * Source: `QuantState`, `dequantize_4bit` and `dequantize_blockwise` of bitsandbytes 0.50.
 */
export async function readBitsandbytes4(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const type = TYPES.find((one) => tensors.has(stateEnd(one))) ?? 'nf4'
  const state = await readQuantState(tensors.need(stateEnd(type), ['U8']))
  const [out, inputs] = state.shape
  tensors.check([out, inputs])
  const weight = tensors.need('.weight', STORAGE)
  const count = out * inputs
  if (weight.count * weight.bytes !== Math.ceil(count / 2))
    throw new QuantisedError(`${shapeOf(weight)} of ${weight.dtype}; the nibbles of ${count} weights were expected`)
  const block = Math.floor((row * inputs + col) / state.blocksize)
  // A block may have the end of one row and the beginning of the next.
  const from = Math.max(block * state.blocksize, row * inputs)
  const to = Math.min((block + 1) * state.blocksize, (row + 1) * inputs)
  const [map, step, nibbles] = await Promise.all([
    mapOf(tensors.need('.weight.quant_map', ['F32']), 16),
    absmaxOf(tensors, state, block, Math.ceil(count / state.blocksize)),
    nibblesOf(weight, from, to),
  ])
  // The kernels give fp4's nibble 8 its sign, which the map does not.
  const codes = nibbles.map((nibble) => (type === 'fp4' && nibble === 8 ? -0 : (map[nibble] ?? NaN)))
  const index = row * inputs + col - from
  return {
    form: `bitsandbytes, 4 bit (${type})`,
    tensor: weight.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => roundToDtype(Math.fround(code * step), state.dtype)),
    index,
    scaling: { step, code: codes[index] ?? NaN, offset: 0 },
    complete: to - from === Math.min(state.blocksize, count - block * state.blocksize),
  }
}

async function mapOf(part: Part, entries: number): Promise<number[]> {
  if (part.count !== entries) throw new QuantisedError(`${shapeOf(part)}; ${entries} entries were expected`)
  return part.numbers({ first: 0, count: entries })
}

/** Nibbles `from` to `to` of the whole matrix; bytes are read whatever they are stored as. */
async function nibblesOf(weight: Part, from: number, to: number): Promise<number[]> {
  const first = Math.floor(from / 2 / weight.bytes)
  const bytes = await weight.view(first, Math.ceil(to / 2 / weight.bytes))
  return Array.from({ length: to - from }, (_, i) => {
    const byte = bytes.getUint8(Math.floor((from + i) / 2) - first * weight.bytes)
    return (from + i) % 2 === 0 ? byte >> 4 : byte & 15
  })
}

async function absmaxOf(tensors: ModuleTensors, state: QuantState, block: number, blocks: number): Promise<number> {
  const absmax = tensors.need('.weight.absmax', state.nested === null ? ['F32'] : ['U8'])
  if (absmax.count !== blocks)
    throw new QuantisedError(`${shapeOf(absmax)}; one for each of ${blocks} blocks was expected`)
  if (state.nested === null) return absmax.number(block)
  const nested = tensors.need('.weight.nested_absmax', ['F32'])
  const { blocksize, offset } = state.nested
  if (nested.count !== Math.ceil(blocks / blocksize))
    throw new QuantisedError(`${shapeOf(nested)}; one for each ${blocksize} of ${blocks} blocks was expected`)
  const [map, code, scale] = await Promise.all([
    mapOf(tensors.need('.weight.nested_quant_map', ['F32']), 256),
    absmax.number(block),
    nested.number(Math.floor(block / blocksize)),
  ])
  return Math.fround(Math.fround((map[code] ?? NaN) * scale) + Math.fround(offset))
}
