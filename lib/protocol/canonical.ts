import { sha256Hex } from './sha256'

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Canonical JSON: keys sorted by UTF-16 code unit, no spaces, numbers as ECMAScript prints them (RFC 8785).
 * Equal documents give equal bytes, so a hash can name them.
 * @throws TypeError on NaN or infinity, which JSON cannot hold.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`Canonical JSON cannot hold ${value}.`)
    return JSON.stringify(value)
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`]
    })
  return `{${members.join(',')}}`
}

// Array.isArray does not narrow readonly arrays out of a union.
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** SHA-256 of a document's canonical JSON, 64 hex digits. */
export function canonicalSha256(value: Json): string {
  return sha256Hex(canonicalJson(value))
}
