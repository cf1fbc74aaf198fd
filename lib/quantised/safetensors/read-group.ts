import { isAwq, readAwq } from './awq'
import { isBitsandbytes4, readBitsandbytes4 } from './bitsandbytes-4bit'
import { isBitsandbytes8, readBitsandbytes8 } from './bitsandbytes-int8'
import { readGptq } from './gptq'
import { isMlx, readMlx } from './mlx'
import { isMlxFloat, readMlxFloat } from './mlx-float'
import { isModelOptNvfp4, readModelOptNvfp4 } from './modelopt-nvfp4'
import { ModuleTensors } from './module-tensors'
import { isMxfp4, readMxfp4 } from './mxfp4'
import { isPackedFp4, readPackedFp4 } from './packed-fp4'
import { readPackedIntegers } from './packed-integers'
import { isPlain, readPlain } from './plain'
import { refuse } from './refuse'
import { isScaledGrid, readScaledGrid } from './scaled-grid'
import type { DecodedGroup, ReadPart, WeightPlace } from './types'

/** A form, and how it is told from the others: by the module's own tensors, as files mix forms and config.json may be stale. */
interface Form {
  has(tensors: ModuleTensors): boolean
  read(tensors: ModuleTensors, place: WeightPlace): Promise<DecodedGroup>
}

const FORMS: readonly Form[] = [
  { has: isBitsandbytes4, read: readBitsandbytes4 },
  { has: isBitsandbytes8, read: readBitsandbytes8 },
  { has: isAwq, read: readAwq },
  { has: (tensors) => tensors.has('.qweight'), read: readGptq },
  { has: isPackedFp4, read: readPackedFp4 },
  { has: (tensors) => tensors.has('.weight_packed'), read: readPackedIntegers },
  { has: isModelOptNvfp4, read: readModelOptNvfp4 },
  { has: isScaledGrid, read: readScaledGrid },
  { has: isMlxFloat, read: readMlxFloat },
  { has: isMlx, read: readMlx },
  { has: isMxfp4, read: readMxfp4 },
  { has: isPlain, read: readPlain },
]

/**
 * One weight of a checkpoint in safetensors, quantised or not, with those that share its scale: two to six small ranges are read, whatever the
 * size of the tensor. Nothing of the place is believed before it is checked.
 * @param read gives the bytes; its errors pass through
 * @throws QuantisedError when the module has a form without a reader here, misses a tensor, has one of another dtype or shape than its form
 *   says, or the coordinate is outside it
 */
export async function readGroup(place: WeightPlace, read: ReadPart): Promise<DecodedGroup> {
  const tensors = new ModuleTensors(place, read)
  const form = FORMS.find(({ has }) => has(tensors))
  if (form === undefined) throw refuse(place)
  return form.read(tensors, place)
}
