import { BlockError } from './block-error'
import type { BlockType } from './block-type'
import { BF16, F16, F32 } from './floats'
import { IQ4_NL } from './iq4-nl'
import { IQ4_XS } from './iq4-xs'
import { MXFP4 } from './mxfp4'
import { Q2_K } from './q2-k'
import { Q3_K } from './q3-k'
import { Q4_0 } from './q4-0'
import { Q4_1 } from './q4-1'
import { Q4_K } from './q4-k'
import { Q5_0 } from './q5-0'
import { Q5_1 } from './q5-1'
import { Q5_K } from './q5-k'
import { Q6_K } from './q6-k'
import { Q8_0 } from './q8-0'
import { Q8_K } from './q8-k'

/** The one table of block types whose scalars are read, in the order of their numbers. */
export const BLOCK_TYPES: readonly BlockType[] = [
  ...[F32, F16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, Q8_K],
  ...[IQ4_NL, IQ4_XS, BF16, MXFP4],
]

/** The rest of `enum ggml_type` (ggml.h, ggml-org/llama.cpp), with the removed ones: files have them, and errors name them. */
const OTHER_NAMES: readonly (readonly [number: number, name: string])[] = [
  [4, 'Q4_2'],
  [5, 'Q4_3'],
  [9, 'Q8_1'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [29, 'IQ1_M'],
  [31, 'Q4_0_4_4'],
  [32, 'Q4_0_4_8'],
  [33, 'Q4_0_8_8'],
  [34, 'TQ1_0'],
  [35, 'TQ2_0'],
  [36, 'IQ4_NL_4_4'],
  [37, 'IQ4_NL_4_8'],
  [38, 'IQ4_NL_8_8'],
  [40, 'NVFP4'],
  [41, 'Q1_0'],
  [42, 'Q2_0'],
]

const READABLE: ReadonlyMap<number | string, BlockType> = new Map<number | string, BlockType>(
  BLOCK_TYPES.flatMap((type) => [[type.number, type] as const, [type.name, type] as const]),
)
const OTHERS: ReadonlyMap<number, string> = new Map(OTHER_NAMES)

/**
 * The block type of that number, as in the header of a GGUF file, or of that name.
 * @throws BlockError for a type that is not in the table; the message names it
 */
export function blockType(numberOrName: number | string): BlockType {
  const type = READABLE.get(numberOrName)
  if (type !== undefined) return type
  throw new BlockError(
    `Values of ${describe(numberOrName)} cannot be read; types with a reader: ${BLOCK_TYPES.map(({ name }) => name).join(', ')}.`,
  )
}

function describe(numberOrName: number | string): string {
  if (typeof numberOrName === 'string') return `the ggml type ${numberOrName}`
  const name = OTHERS.get(numberOrName)
  return name === undefined ? `the unknown ggml type ${numberOrName}` : `the ggml type ${name} (${numberOrName})`
}
