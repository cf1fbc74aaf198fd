/** A content coding that responses here may have. */
export type Coding = 'br' | 'gzip'

/** The encoding of a response. `other`: uncompressed here, but the server may still compress it otherwise, such as with deflate. */
export type Encoding = Coding | 'identity' | 'other'

/** Chooses from a request's `accept-encoding` (RFC 9110, 12.5.3): gzip if accepted with a quality above 0. */
export function encodingFor(header: string | null): Encoding {
  const accepted = qualitiesOf(header)
  if (accepts(accepted, 'gzip')) return 'gzip'
  const others = [...accepted].filter(([coding, quality]) => coding !== '' && coding !== 'identity' && quality > 0)
  return others.length === 0 ? 'identity' : 'other'
}

/** The first of these codings that a request's `accept-encoding` accepts, or null. */
export function codingFor(header: string | null, offered: readonly Coding[]): Coding | null {
  const accepted = qualitiesOf(header)
  return offered.find((coding) => accepts(accepted, coding)) ?? null
}

const accepts = (accepted: ReadonlyMap<string, number>, coding: Coding): boolean =>
  (accepted.get(coding) ?? accepted.get(`x-${coding}`) ?? accepted.get('*') ?? 0) > 0

const qualitiesOf = (header: string | null): ReadonlyMap<string, number> =>
  new Map((header ?? '').toLowerCase().split(',').map(qualityOf))

/** `gzip;q=0.5` -> `['gzip', 0.5]`; an invalid quality counts as 0, so that nothing unreadable is sent. */
function qualityOf(part: string): [string, number] {
  const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
  return [coding, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0]
}
