import { bitsPerScalar } from '@/lib/numbers/formats'
import { HeaderError } from './header-error'

/** One tensor as the header has it; `begin` and `end` count from the end of the header. */
export interface Entry {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

/** Real names stay under 150 characters; they become database keys and parts of messages. */
export const MAX_NAME_LENGTH = 512
/** Convolutions over video have 5; no decoder weight has more than 4. */
export const MAX_RANK = 8
/** What PostgreSQL's integer columns hold; the largest real dimension is a vocabulary's, near 300,000. */
export const MAX_DIM = 2 ** 31 - 1

/** Control characters and halves of surrogate pairs would travel into logs, pages and the database, which refuses them. */
export function isTensorName(name: string): boolean {
  return name !== '' && name.length <= MAX_NAME_LENGTH && !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(name)
}

/** Checks one entry by itself. @throws HeaderError naming the tensor and the rule it breaks */
export function checkEntry(name: string, value: unknown): Entry {
  if (!isTensorName(name))
    throw new HeaderError(
      `a tensor's name must have 1 to ${MAX_NAME_LENGTH} printable characters, not ${JSON.stringify(name.slice(0, 60))}`,
    )
  if (!isEntry(value))
    throw new HeaderError(`tensor "${name}" must have dtype, shape and data_offsets, and nothing else`)
  const [begin, end] = value.data_offsets
  if (!isCount(begin) || !isCount(end) || end < begin)
    throw new HeaderError(
      `tensor "${name}" has offsets [${begin}, ${end}]; two whole numbers, not negative, in order, were expected`,
    )
  const bits = bitsPerScalar(value.dtype)
  if (bits === null)
    throw new HeaderError(
      `tensor "${name}" has the dtype ${JSON.stringify(value.dtype.slice(0, 40))}, which safetensors does not know`,
    )
  const count = countOf(name, value.shape)
  const bytes = (count * bits) / 8
  if (bytes !== end - begin)
    throw new HeaderError(
      `tensor "${name}" of shape [${value.shape.join(', ')}] and dtype ${value.dtype} needs ${bytes} bytes and has ${end - begin}`,
    )
  return { name, dtype: value.dtype, shape: value.shape, begin, end }
}

interface RawEntry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

function isEntry(value: unknown): value is RawEntry {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return false
  if (!('dtype' in value && 'shape' in value && 'data_offsets' in value)) return false
  const { dtype, shape, data_offsets: offsets } = value
  return typeof dtype === 'string' && isNumbers(shape) && isNumbers(offsets) && offsets.length === 2
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number')
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** Number of scalars, kept below 2^47 (128 TB of bytes) so that its count of bits, at most 2^53, is exact in a double. */
function countOf(name: string, shape: readonly number[]): number {
  if (shape.length > MAX_RANK)
    throw new HeaderError(`tensor "${name}" has ${shape.length} dimensions; at most ${MAX_RANK} are read`)
  let count = 1
  for (const dim of shape) {
    if (!isCount(dim) || dim > MAX_DIM)
      throw new HeaderError(
        `tensor "${name}" has the dimension ${dim}; a whole number from 0 to ${MAX_DIM} was expected`,
      )
    count *= dim
    if (count > 2 ** 47)
      throw new HeaderError(`tensor "${name}" of shape [${shape.join(', ')}] is larger than any file`)
  }
  return count
}
