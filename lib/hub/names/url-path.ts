/** A path that could mean another place than it seems to. The message names the part. */
export class PathError extends Error {
  override readonly name = 'PathError'
}

/**
 * The decoded parts of an address's path as they were typed, before a URL parser resolves `..`, drops tabs or turns backslashes into
 * slashes: such a path would name another repo than the one a person reads in it. A slash at the end is fine.
 * @param address with scheme and host
 * @throws PathError for a dot segment (plain or percent-encoded), an empty part, a backslash, a control character, wrong percent-encoding
 */
export function typedPathParts(address: string): string[] {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]+([^?#]*)/i.exec(address)?.[1] ?? ''
  const parts = path.replace(/^\//, '').replace(/\/$/, '')
  return parts === '' ? [] : parts.split('/').map((part) => checkPart(part, decode(part)))
}

/**
 * A path for a URL out of parts that come from outside: each is encoded, and none can climb.
 * @throws PathError when a part, or a piece of one between slashes, is empty, `.` or `..`
 */
export function encodedPath(...parts: readonly string[]): string {
  return parts.map((part) => encodeURIComponent(checkPart(part, part))).join('/')
}

/** A revision such as `refs/pr/1` is one part with slashes in it, so each of its pieces is looked at. */
function checkPart(typed: string, part: string): string {
  const climbs = part.split('/').some((piece) => ['', '.', '..'].includes(piece))
  if (climbs || /[\\\u0000-\u001f\u007f]/.test(part))
    throw new PathError(`"${typed.slice(0, 80)}" cannot be a part of an address`)
  return part
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    throw new PathError(`"${part.slice(0, 80)}" is not valid percent-encoding`, { cause: error })
  }
}
