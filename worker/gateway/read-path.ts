import { createHash, timingSafeEqual } from 'node:crypto'
import type { ListedFile } from '@/lib/hub/files/snapshot'

/** The one commit that a gateway serves. */
export interface ServedCommit {
  readonly repo: string
  readonly commit: string
  readonly files: ReadonlyMap<string, ListedFile>
}

/** A parsed request of the verifier. */
export type GatewayRequest =
  | { readonly kind: 'info'; readonly query: string }
  | { readonly kind: 'tree'; readonly query: string }
  | { readonly kind: 'file'; readonly file: string }

/**
 * Reads `/SECRET/api/models/REPO/revision/COMMIT`, `/SECRET/api/models/REPO/tree/COMMIT` or `/SECRET/REPO/resolve/COMMIT/FILE`.
 * @param target the request target as sent
 * @returns null for everything else: another secret, repo, commit or endpoint, or a file that is not in the commit's top folder
 */
export function readPath(target: string, secret: string, { repo, commit, files }: ServedCommit): GatewayRequest | null {
  const [path = '', query = ''] = target.split(/\?(.*)/s)
  const [first, given = '', ...rest] = path.split('/')
  if (first !== '' || !isEqual(given, secret)) return null
  const asked = rest.join('/')
  if (asked === `api/models/${repo}/revision/${commit}`) return { kind: 'info', query }
  if (asked === `api/models/${repo}/tree/${commit}`) return { kind: 'tree', query }
  const prefix = `${repo}/resolve/${commit}/`
  const file = asked.startsWith(prefix) ? decoded(asked.slice(prefix.length)) : null
  return file !== null && files.has(file) ? { kind: 'file', file } : null
}

/** Compares in constant time. */
function isEqual(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(secret))
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
