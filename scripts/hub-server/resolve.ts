import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { type Cut, cutOf, type Faults, concerns } from './faults'
import type { ServedFile, ServedRepo } from './repos'

interface Range {
  readonly from: number
  /** Inclusive, as in HTTP. */
  readonly last: number
}

/** `/{repo}/resolve/{rev}/{path}`: GET and HEAD, complete or one range. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  repo: ServedRepo,
  file: ServedFile,
  faults: Faults,
): void {
  const head = {
    'x-repo-commit': repo.commit,
    'accept-ranges': 'bytes',
    etag: `"${file.oid}"`,
    'x-linked-size': String(file.size),
    'x-linked-etag': `"${file.oid}"`,
  }
  if (faults.redirectLfsTo !== undefined && file.lfs && concerns(faults, request)) {
    response.writeHead(302, { ...head, location: `${faults.redirectLfsTo}${request.url ?? ''}` }).end()
    return
  }
  if (request.headers['if-none-match'] === head.etag) {
    response.writeHead(304, head).end()
    return
  }
  const range = faults.ignoreRanges && concerns(faults, request) ? null : rangeOf(request.headers.range, file.size)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...head, 'content-range': `bytes */${file.size}` }).end()
    return
  }
  const { from, last } = range ?? { from: 0, last: file.size - 1 }
  const partial = range === null ? undefined : { 'content-range': `bytes ${from}-${last}/${file.size}` }
  response.writeHead(range === null ? 200 : 206, {
    ...head,
    ...partial,
    'content-type': file.lfs ? 'application/octet-stream' : 'text/plain; charset=utf-8',
    'content-length': String(last - from + 1),
  })
  if (request.method === 'HEAD' || file.size === 0) response.end()
  else sendBody(response, file, { from, last }, cutOf(faults, request, last - from + 1))
}

function sendBody(response: ServerResponse, file: ServedFile, { from, last }: Range, cut: Cut | null): void {
  const end = cut === null ? last : Math.min(last, from + cut.afterBytes - 1)
  const stream = cut?.afterBytes === 0 ? null : createReadStream(file.absolute, { start: from, end })
  if (cut === null && stream !== null) {
    // A client may disconnect in the middle of a file; pipeline then closes both ends.
    pipeline(stream, response, () => undefined)
    return
  }
  const breakOff = () => cut?.leaveOpen || response.destroy()
  if (stream === null) response.flushHeaders()
  if (stream === null) setTimeout(breakOff, 10)
  else stream.on('end', () => setTimeout(breakOff, 10)).pipe(response, { end: false })
}

/** One `bytes=` range of RFC 9110; null for none, or for several, which may get the complete file. */
function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return null
  const [, first = '', end = ''] = match
  const from = first === '' ? Math.max(0, size - Number(end)) : Number(first)
  const last = first === '' || end === '' ? size - 1 : Math.min(Number(end), size - 1)
  return from > last || from >= size ? 'unsatisfiable' : { from, last }
}
