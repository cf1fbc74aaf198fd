import type { IncomingMessage, ServerResponse } from 'node:http'
import { infoOf } from './api'
import { sendJson } from './reply'
import type { Repos } from './repos'

/** Page size of the Hub's list of models, where no other is asked for. */
const PAGE = 500

/** `/api/models?filter=TAG&search=TEXT&author=OWNER&limit=N`: the models that have every tag asked for, the text in their names and the owner, in pages with a `Link` to the next. */
export async function sendModels(
  request: IncomingMessage,
  response: ServerResponse,
  repos: Repos,
  query: URLSearchParams,
): Promise<void> {
  const tags = query.getAll('filter')
  const text = query.get('search')?.toLowerCase() ?? ''
  const owner = query.get('author')
  const models = (await repos.models()).filter(
    (repo) =>
      tags.every((tag) => repo.tags.includes(tag)) &&
      repo.name.toLowerCase().includes(text) &&
      (owner === null || repo.name.startsWith(`${owner}/`)),
  )
  const limit = Math.min(PAGE, Number(query.get('limit') ?? PAGE) || PAGE)
  const from = Number(query.get('cursor') ?? 0) || 0
  const next = new URL(request.url ?? '/', `http://${request.headers.host}`)
  next.searchParams.set('cursor', String(from + limit))
  sendJson(
    response,
    models.slice(from, from + limit).map((repo) => infoOf(repo, query)),
    from + limit < models.length ? { link: `<${next.href}>; rel="next"` } : {},
  )
}
