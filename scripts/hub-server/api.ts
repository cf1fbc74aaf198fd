import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServedFile, ServedRepo } from './repos'
import { sendError, sendJson, sendMissingEntry } from './reply'

/** Page size of the Hub's trees. */
const PAGE = 1_000
/** Longest request body: a list of paths is small. */
const MAX_BODY_BYTES = 1_000_000

/** `/api/models/{repo}[/revision/{rev}]`. With `expand`, the Hub returns only the named fields. */
export function sendInfo(response: ServerResponse, repo: ServedRepo, query: URLSearchParams): void {
  sendJson(response, infoOf(repo, query))
}

/** What the Hub says of a repo. */
export function infoOf(repo: ServedRepo, query: URLSearchParams): unknown {
  const all: Record<string, unknown> = {
    sha: repo.commit,
    private: repo.private,
    gated: repo.gated,
    disabled: false,
    downloads: 0,
    likes: 0,
    lastModified: '2026-01-01T00:00:00.000Z',
    tags: repo.tags,
    pipeline_tag: 'text-generation',
    siblings: [...repo.files.keys()].map((rfilename) => ({ rfilename })),
  }
  const named = query.getAll('expand')
  const fields =
    named.length === 0
      ? all
      : Object.fromEntries(named.filter((key) => Object.hasOwn(all, key)).map((key) => [key, all[key]]))
  return { _id: repo.commit.slice(0, 24), id: repo.name, ...fields }
}

/** `/api/models/{repo}/tree/{rev}[/{folder}]`, in pages with a `Link` to the next. */
export function sendTree(
  request: IncomingMessage,
  response: ServerResponse,
  repo: ServedRepo,
  folder: string,
  query: URLSearchParams,
): void {
  const entries = entriesUnder(repo, folder, query.get('recursive') === 'true')
  if (folder !== '' && entries.length === 0) return sendMissingEntry(response)
  const limit = Math.min(PAGE, Number(query.get('limit') ?? PAGE) || PAGE)
  const from = Number(query.get('cursor') ?? 0) || 0
  const next = new URL(request.url ?? '/', `http://${request.headers.host}`)
  next.searchParams.set('cursor', String(from + limit))
  sendJson(
    response,
    entries.slice(from, from + limit),
    from + limit < entries.length ? { link: `<${next.href}>; rel="next"` } : {},
  )
}

/** POST `/api/models/{repo}/paths-info/{rev}` with `{paths: [...]}`; unknown paths are omitted, as on the Hub. */
export async function sendPathsInfo(
  request: IncomingMessage,
  response: ServerResponse,
  repo: ServedRepo,
): Promise<void> {
  const body = await readBody(request)
  const paths = body === null ? null : pathsOf(body)
  if (paths === null) return sendError(response, 400, 'BadRequest', 'Expected {"paths": [...]}')
  sendJson(response, paths.flatMap((path) => repo.files.get(path) ?? []).map(entryOf))
}

function entriesUnder(repo: ServedRepo, folder: string, recursive: boolean): unknown[] {
  const prefix = folder === '' ? '' : `${folder}/`
  const folders = new Set<string>()
  const entries: unknown[] = []
  for (const file of repo.files.values()) {
    if (!file.path.startsWith(prefix)) continue
    const parts = file.path.slice(prefix.length).split('/')
    for (let depth = 1; depth < parts.length && (recursive || depth === 1); depth++)
      folders.add(prefix + parts.slice(0, depth).join('/'))
    if (recursive || parts.length === 1) entries.push(entryOf(file))
  }
  const invented =
    folder === '' ? repo.alsoListed.map((path) => ({ type: 'file', oid: repo.commit, size: 1, path })) : []
  return [
    ...[...folders].map((path) => ({ type: 'directory', oid: repo.commit, size: 0, path })),
    ...entries,
    ...invented,
  ]
}

function entryOf({ path, size, oid, lfs }: ServedFile): unknown {
  return { type: 'file', oid: oid.slice(0, 40), size, path, ...(lfs ? { lfs: { oid, size, pointerSize: 134 } } : {}) }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function pathsOf(body: string): string[] | null {
  try {
    const { paths } = JSON.parse(body) as { paths?: unknown }
    return Array.isArray(paths) ? paths.filter((path): path is string => typeof path === 'string') : null
  } catch {
    return null
  }
}
