/** The encoding of a response. `other`: uncompressed here, but the server may still compress it otherwise, such as with deflate. */
export type Encoding = 'gzip' | 'identity' | 'other'

/** Chooses from a request's `accept-encoding` (RFC 9110, 12.5.3): gzip if accepted with a quality above 0. */
export function encodingFor(header: string | null): Encoding {
  const accepted = new Map((header ?? '').toLowerCase().split(',').map(qualityOf))
  const gzip = accepted.get('gzip') ?? accepted.get('x-gzip') ?? accepted.get('*') ?? 0
  if (gzip > 0) return 'gzip'
  const others = [...accepted].filter(([coding, quality]) => coding !== '' && coding !== 'identity' && quality > 0)
  return others.length === 0 ? 'identity' : 'other'
}

/** `gzip;q=0.5` -> `['gzip', 0.5]`; an invalid quality counts as 0, so that nothing unreadable is sent. */
function qualityOf(part: string): [string, number] {
  const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
  return [coding, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0]
}
