import { canonicalJson, canonicalSha256 } from './canonical'
import { CURRENT_DOCUMENT } from './current'
import type { Protocol } from './protocol'
import { SWP1 } from './swp1'

/** A protocol as published: its canonical JSON (RFC 8785) is the document that its SHA-256 names. */
export interface PublishedProtocol<Document extends Protocol = Protocol> {
  readonly document: Document
  readonly id: string
  readonly sha256: string
  /** The very bytes that give the SHA-256. */
  readonly json: string
}

const published = <Document extends Protocol>(document: Document): PublishedProtocol<Document> => ({
  document,
  id: document.id,
  sha256: canonicalSha256(document),
  json: canonicalJson(document),
})

/** What new runs follow. */
export const CURRENT_PROTOCOL = published(CURRENT_DOCUMENT)

/** Every protocol that a report of this registry may name, the newest last; none is ever removed. */
const PROTOCOLS: readonly PublishedProtocol[] = [published(SWP1), CURRENT_PROTOCOL]

/** A report that follows a protocol which this program does not know. Permanent. */
export class UnknownProtocol extends RangeError {
  override readonly name = 'UnknownProtocol'
  readonly code = 'unknown-protocol'
  readonly permanent = true
}

/** A protocol by its SHA-256, or by its id: then the newest of that id. Null where there is none. */
export function protocolNamed(name: string): PublishedProtocol | null {
  return PROTOCOLS.findLast(({ id, sha256 }) => sha256 === name || id === name) ?? null
}

/**
 * The protocol that a report follows, with its cut-offs and prompts.
 * @throws UnknownProtocol when the registry has published none with this SHA-256
 */
export function protocolOf(sha256: string): Protocol {
  const found = PROTOCOLS.find((one) => one.sha256 === sha256)
  if (found) return found.document
  throw new UnknownProtocol(`No protocol has the SHA-256 ${sha256}. Known: ${knownProtocols()}.`)
}

/** The place of a protocol among all, the oldest first; -1 for one that the registry has not published. */
export function protocolOrder(sha256: string): number {
  return PROTOCOLS.findIndex((one) => one.sha256 === sha256)
}

/** The ids of all protocols. */
export function protocolIds(): string[] {
  return [...new Set(PROTOCOLS.map(({ id }) => id))]
}

/** Every protocol by id and SHA-256, for a message. */
export function knownProtocols(): string {
  return PROTOCOLS.map(({ id, sha256 }) => `${id} ${sha256}`).join(', ')
}

/** Where the registry publishes one. */
export function protocolPath(sha256: string): string {
  return `/api/v1/protocols/${sha256}`
}
