import { gguf } from '@huggingface/gguf'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { HubError } from '@/lib/hub/errors/hub-error'
import { messageOf } from '@/lib/errors/describe'

/** What the header of a GGUF file says. */
export interface GgufHeader {
  readonly tensors: ReadonlyMap<string, GgufTensor>
  /** `general.architecture`, ... */
  readonly metadata: Readonly<Record<string, unknown>>
}

export interface GgufTensor {
  /** In `enum ggml_type`. */
  readonly type: number
  /** The fast axis first. */
  readonly shape: readonly number[]
  /** Where its data begins, in bytes from the beginning of the file. */
  readonly start: number
}

/** The parser wants an address that it can give to `fetch`, which here reads the file by range. */
const ADDRESS = 'https://file.invalid/'

/**
 * Reads the header of a GGUF file by range; @huggingface/gguf parses it, which bounds each count and stops after 50 MB.
 * @throws HubError `bad-header` when it is malformed, or a network error
 */
export async function readGgufHeader(files: RepoFiles, file: string): Promise<GgufHeader> {
  const size = files.files.get(file)?.size ?? 0
  let failure: unknown = null
  const fetchRange = async (_: unknown, init?: RequestInit): Promise<Response> => {
    try {
      return await rangeResponse(files, file, size, new Headers(init?.headers).get('range') ?? '')
    } catch (error) {
      failure = error
      throw error
    }
  }
  try {
    const { metadata, tensorInfos, tensorDataOffset } = await gguf(ADDRESS, { fetch: fetchRange })
    const start = Number(tensorDataOffset)
    // The parser reads zeros behind the end of a file.
    if (start > size) throw new RangeError(`its header ends behind the file's ${size} bytes`)
    const tensors = tensorInfos.map(({ name, dtype, shape, offset }): [string, GgufTensor] => [
      name,
      { type: dtype, shape: shape.map(Number), start: start + Number(offset) },
    ])
    return { tensors: new Map(tensors), metadata: { ...metadata } }
  } catch (error) {
    if (failure !== null) throw failure // of the network, not of the file
    throw new HubError('bad-header', `${file} of ${files.repo} is malformed: ${messageOf(error)}.`, { cause: error })
  }
}

async function rangeResponse(files: RepoFiles, file: string, size: number, range: string): Promise<Response> {
  const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
  const start = Math.min(Number(from), size)
  const end = Math.min(Number(to) + 1, size)
  if (start === end) throw new HubError('bad-header', `${file} of ${files.repo} ends within its header.`)
  const bytes = await files.readRange(file, start, end)
  return new Response(Buffer.from(bytes), { headers: { 'content-range': `bytes ${start}-${end - 1}/${size}` } })
}
