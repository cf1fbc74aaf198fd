import type { RepoKind } from './repos'

/** A parsed request to the Hub. */
export interface HubRequest {
  readonly kind: RepoKind
  readonly owner: string
  readonly name: string
  readonly action: 'info' | 'tree' | 'paths-info' | 'file'
  readonly revision: string
  readonly path: string
}

/** Reads `/api/models/{owner}/{name}[/revision|tree|paths-info/{rev}[/{path}]]` or `/{owner}/{name}/resolve|raw/{rev}/{path}`; else null. */
export function parsePath(pathname: string): HubRequest | null {
  const parts = decodeParts(pathname)
  if (parts === null) return null
  return parts[0] === 'api' ? parseApi(parts.slice(1)) : parseFile(parts)
}

function parseApi([kind, owner, name, page, revision, ...path]: readonly string[]): HubRequest | null {
  if ((kind !== 'models' && kind !== 'datasets') || owner === undefined || name === undefined) return null
  const repo = { kind, owner, name, path: path.join('/') } as const
  if (page === undefined) return { ...repo, action: 'info', revision: 'main' }
  if (revision === undefined) return null
  if (page === 'revision' && path.length === 0) return { ...repo, action: 'info', revision }
  if (page === 'tree') return { ...repo, action: 'tree', revision }
  return page === 'paths-info' && path.length === 0 ? { ...repo, action: 'paths-info', revision } : null
}

function parseFile(parts: readonly string[]): HubRequest | null {
  const kind = parts[0] === 'datasets' ? 'datasets' : 'models'
  const [owner, name, page, revision, ...path] = kind === 'datasets' ? parts.slice(1) : parts
  if (owner === undefined || name === undefined || revision === undefined || path.length === 0) return null
  return page === 'resolve' || page === 'raw'
    ? { kind, owner, name, action: 'file', revision, path: path.join('/') }
    : null
}

/** The decoded parts of a path; null if one could point to another folder or is not a valid encoding. */
function decodeParts(pathname: string): string[] | null {
  try {
    const parts = pathname.replace(/^\//, '').split('/').map(decodeURIComponent)
    // A revision may contain an encoded slash (refs/pr/1); nothing may leave the folder.
    return parts.every(
      (part) =>
        part !== '' && !part.split('/').some((piece) => piece === '.' || piece === '..') && !/[\\\0]/.test(part),
    )
      ? parts
      : null
  } catch {
    return null
  }
}
