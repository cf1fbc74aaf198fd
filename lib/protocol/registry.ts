import { canonicalJson, canonicalSha256 } from './canonical'
import { SWP1 } from './swp1'

/** A protocol as published: its canonical JSON (RFC 8785) is the document that its SHA-256 names. */
export interface PublishedProtocol {
  readonly id: string
  readonly sha256: string
  /** The very bytes that give the SHA-256. */
  readonly json: string
}

/** Every protocol that a report of this registry may name, the newest last; none is ever taken away. */
const PROTOCOLS: readonly PublishedProtocol[] = [SWP1].map((document) => ({
  id: document.id,
  sha256: canonicalSha256(document),
  json: canonicalJson(document),
}))

/** A protocol by its SHA-256, or by its id: then the newest of that id. Null where there is none. */
export function protocolNamed(name: string): PublishedProtocol | null {
  return PROTOCOLS.findLast(({ id, sha256 }) => sha256 === name || id === name) ?? null
}

/** Where the registry publishes one. */
export function protocolPath(sha256: string): string {
  return `/api/v1/protocols/${sha256}`
}
