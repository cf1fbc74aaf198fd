import { AppError } from '@/lib/errors/app-error'

/** Reads a request's body, at most `max` bytes; the rest is not read. Throws AppError 413 `body-too-large`. */
export async function readBytes(request: Request, max: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge(max)
  if (!request.body) return new Uint8Array()
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    length += value.byteLength
    if (length > max) {
      await reader.cancel()
      throw tooLarge(max)
    }
    chunks.push(value)
  }
}

function tooLarge(max: number): AppError {
  return new AppError({
    status: 413,
    code: 'body-too-large',
    detail: `The body exceeds the limit of ${max} bytes. Shorten it, and link to long texts in \`source\`.`,
    extra: { max_bytes: max },
  })
}
