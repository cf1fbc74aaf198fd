/** How an answer's bytes are sent. `other`: as they are here, but the server may still compress them in a way of its own, such as deflate. */
export type Encoding = 'gzip' | 'identity' | 'other'

/** Chooses from a request's `accept-encoding` (RFC 9110, 12.5.3): gzip where it is taken with a quality above 0. */
export function encodingFor(header: string | null): Encoding {
  const accepted = new Map((header ?? '').toLowerCase().split(',').map(qualityOf))
  const gzip = accepted.get('gzip') ?? accepted.get('x-gzip') ?? accepted.get('*') ?? 0
  if (gzip > 0) return 'gzip'
  const others = [...accepted].filter(([coding, quality]) => coding !== '' && coding !== 'identity' && quality > 0)
  return others.length === 0 ? 'identity' : 'other'
}

/** `gzip;q=0.5` -> `['gzip', 0.5]`; a quality that is not a number counts as 0, so that nothing is sent that might not be read. */
function qualityOf(part: string): [string, number] {
  const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
  return [coding, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0]
}
