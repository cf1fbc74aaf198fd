import { z } from 'zod'
import type { Part } from './part'
import { QuantisedError } from './quantised-error'

/** What bitsandbytes says of a quantised matrix beside its tensors. */
export interface QuantState {
  /** Weights with one absmax. */
  readonly blocksize: number
  /** What the values are rounded to, as safetensors spells it. */
  readonly dtype: 'F32' | 'F16' | 'BF16'
  /** [out, in] */
  readonly shape: readonly [number, number]
  /** How the absmax is quantised; null where it is not. `blocksize` counts blocks. */
  readonly nested: { readonly blocksize: number; readonly offset: number } | null
}

/** Real ones have 200 bytes. */
const MAX_BYTES = 4096
/** bitsandbytes has 32 to 4096. */
const MAX_BLOCK = 65_536

const DTYPES = { float32: 'F32', float16: 'F16', bfloat16: 'BF16' } as const

const length = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
const blocksize = z.int().min(1).max(MAX_BLOCK)
const stateSchema = z.object({
  blocksize,
  dtype: z.enum(['float32', 'float16', 'bfloat16']),
  shape: z.tuple([length, length]),
  nested_blocksize: blocksize.optional(),
  nested_offset: z.number().optional(),
})

/**
 * The state that bitsandbytes packs into a tensor, as JSON.
 * @throws QuantisedError naming the field that is not as expected
 */
export async function readQuantState(part: Part): Promise<QuantState> {
  if (part.shape.length !== 1 || part.count === 0 || part.count > MAX_BYTES)
    throw new QuantisedError(`"${part.name}" has ${part.count} bytes; 1 to ${MAX_BYTES} of JSON were expected`)
  const checked = stateSchema.safeParse(parse(part.name, await part.view(0, part.count)))
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw new QuantisedError(`"${part.name}": ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { nested_blocksize: nested, nested_offset: offset, dtype, shape, ...rest } = checked.data
  if ((nested === undefined) !== (offset === undefined))
    throw new QuantisedError(`"${part.name}" has one of nested_blocksize and nested_offset; both or none were expected`)
  return {
    ...{ blocksize: rest.blocksize, dtype: DTYPES[dtype], shape },
    nested: nested === undefined || offset === undefined ? null : { blocksize: nested, offset },
  }
}

function parse(name: string, bytes: DataView): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    throw new QuantisedError(`"${name}" is not JSON, which was expected: ${error.message}`, { cause: error })
  }
}
