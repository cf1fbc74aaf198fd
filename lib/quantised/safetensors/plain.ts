import type { ModuleTensors } from './module-tensors'
import { MAX_SPAN } from './part'
import { stackOf } from './stack'
import type { DecodedGroup, WeightPlace } from './types'
import { windowAround } from './window'

const FLOATS = ['F32', 'F16', 'BF16', 'F64']

/** The end of the tensor's name: a stack of experts may be a parameter of its own. */
const ends = ['.weight', ''] as const

/** Whether the module is stored plainly: modules that were not converted, ignored layers, stale settings. */
export function isPlain(tensors: ModuleTensors): boolean {
  return ends.some((end) => FLOATS.includes(tensors.dtypeOf(end) ?? ''))
}

/** A weight that is stored plainly, [rows, columns] or [experts, rows, columns], with the rest of its row. */
export async function readPlain(tensors: ModuleTensors, { row, col, expert }: WeightPlace): Promise<DecodedGroup> {
  const part = tensors.need(tensors.has('.weight') ? '.weight' : '', FLOATS)
  const [experts, rows, columns] = stackOf(part)
  tensors.check([rows, columns], experts)
  const { from, to } = windowAround(col, { from: 0, to: columns }, MAX_SPAN / part.bytes)
  const first = ((expert ?? 0) * rows + row) * columns
  const values = await part.numbers({ first: first + from, count: to - from })
  return {
    form: part.dtype,
    tensor: part.name,
    shape: [rows, columns],
    values: Float64Array.from(values),
    index: col - from,
    scaling: null,
    complete: to - from === columns,
  }
}
