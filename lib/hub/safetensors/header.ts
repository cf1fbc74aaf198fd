import { HeaderError } from './header-error'
import { countMembers } from './json-members'
import { checkEntry, type Entry } from './tensor-entry'
import type { TensorLocation } from './tensor-location'

export { HeaderError } from './header-error'

/** The length of the header stands before it as an unsigned 64-bit little-endian number. */
export const PREFIX_BYTES = 8
/** As huggingface.js has it. The largest real headers are near 10 MB; the Rust library refuses 100 MB. */
export const MAX_HEADER_BYTES = 25_000_000
/** In all files of a checkpoint together. Kimi-K2 in int4, the most we know, has about 210,000. */
export const MAX_TENSORS = 500_000

const METADATA = '__metadata__'

/**
 * Length in bytes of the JSON that follows the first 8 bytes.
 * @param prefix the first 8 bytes of the file
 * @param fileSize bytes of the whole file
 * @throws HeaderError when there is no such header in a file of that size, or it is over the limit
 */
export function headerLength(prefix: Uint8Array, fileSize: number): number {
  if (prefix.length !== PREFIX_BYTES || fileSize < PREFIX_BYTES)
    throw new HeaderError(`the file has ${fileSize} bytes, too few for a safetensors file`)
  const told = new DataView(prefix.buffer, prefix.byteOffset, PREFIX_BYTES).getBigUint64(0, true)
  if (told > BigInt(MAX_HEADER_BYTES))
    throw new HeaderError(`its header claims ${told} bytes, over the limit of ${MAX_HEADER_BYTES}`)
  const length = Number(told)
  if (length < 2 || PREFIX_BYTES + length > fileSize)
    throw new HeaderError(`its header claims ${length} bytes in a file of ${fileSize}`)
  return length
}

/**
 * The tensors a safetensors header describes, with offsets made absolute. Holds the file to the format's own rules
 * (github.com/huggingface/safetensors, "Format"): one JSON object, no name twice, no overlap, no hole, nothing past the end.
 * @param json the header's bytes, without the 8-byte prefix
 * @throws HeaderError, and nothing else, whatever the bytes are
 */
export function parseHeader(json: Uint8Array, file: string, fileSize: number): TensorLocation[] {
  const text = decode(json)
  const header = parseObject(text)
  const names = Object.keys(header).filter((name) => name !== METADATA)
  if (names.length > MAX_TENSORS)
    throw new HeaderError(`its header names ${names.length} tensors, over the limit of ${MAX_TENSORS}`)
  const metadata = checkMetadata(header)
  const entries = names.map((name) => checkEntry(name, header[name]))
  // JSON.parse keeps the last of two equal names in silence; every member counted once more in the text shows them.
  const expected = Object.keys(header).length + 3 * entries.length + metadata
  if (countMembers(text) !== expected) throw new HeaderError('its header gives a name twice')
  const dataStart = PREFIX_BYTES + json.length
  checkLayout(entries, fileSize - dataStart)
  return entries.map(({ name, dtype, shape, begin, end }) => ({
    name,
    dtype,
    shape,
    file,
    start: dataStart + begin,
    end: dataStart + end,
  }))
}

function decode(json: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json)
  } catch (error) {
    throw new HeaderError('its header is not UTF-8 text', { cause: error })
  }
}

function parseObject(text: string): Record<string, unknown> {
  if (!text.startsWith('{')) throw new HeaderError('its header does not begin with "{"')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new HeaderError('its header is not valid JSON', { cause: error })
  }
  // Begins with "{" and parsed, so it is an object; `__proto__` is then an ordinary own key of it.
  return value as Record<string, unknown>
}

/** Number of members of `__metadata__`, which maps strings to strings; absent or null there are none. The safetensors library refuses the rest too. */
function checkMetadata(header: Record<string, unknown>): number {
  if (!Object.hasOwn(header, METADATA)) return 0
  const metadata = header[METADATA]
  if (metadata === null) return 0
  if (typeof metadata !== 'object' || Array.isArray(metadata)) throw new HeaderError(`${METADATA} is not an object`)
  const values: unknown[] = Object.values(metadata)
  if (values.some((value) => typeof value !== 'string'))
    throw new HeaderError(`${METADATA} holds something other than text`)
  return values.length
}

/** The tensors must fill the data section exactly: each starts where the one before ends. */
function checkLayout(entries: readonly Entry[], dataBytes: number): void {
  let at = 0
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (end > dataBytes) throw new HeaderError(`tensor "${name}" ends at byte ${end} of ${dataBytes} bytes of data`)
    if (begin < at)
      throw new HeaderError(
        `tensor "${name}" begins at byte ${begin}, inside the tensor before it, which ends at ${at}`,
      )
    if (begin > at) throw new HeaderError(`bytes ${at} to ${begin} before tensor "${name}" belong to no tensor`)
    at = end
  }
  if (at !== dataBytes) throw new HeaderError(`the tensors end at byte ${at} of ${dataBytes} bytes of data`)
}
