import { statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendInfo, sendPathsInfo, sendTree } from './api'
import { applyFaults, type Faults } from './faults'
import { sendModels } from './models'
import { sendError, sendMissingEntry, sendMissingRepo, sendMissingRevision } from './reply'
import { Repos, type ServedRepo } from './repos'
import { sendFile } from './resolve'
import { parsePath, type HubRequest } from './hub-request'

/** Limits the history of a long-running server. */
const MAX_REMEMBERED = 10_000

/** Received requests, for tests that count them. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly range: string | null
  readonly authorization: string | null
}

export interface HubServerOptions {
  /** Folder of `owner/name/` folders. */
  readonly root: string
  /** 0, the default, picks a free one. */
  readonly port?: number
  readonly faults?: Faults
}

export interface HubServer {
  readonly url: string
  readonly requests: readonly SeenRequest[]
  close(): Promise<void>
}

/**
 * Serves the repos under `root` on loopback, with the part of the Hub's HTTP API that reading
 * needs.
 * @throws Error when `root` is not a folder or the port is taken
 */
export async function startHubServer({ root, port = 0, faults = {} }: HubServerOptions): Promise<HubServer> {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`there is no folder ${root} to serve; give one that contains owner/name/ folders`)
  const repos = new Repos(root)
  const requests: SeenRequest[] = []
  const server = createServer((request, response) => {
    if (requests.length === MAX_REMEMBERED) requests.shift()
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      range: request.headers.range ?? null,
      authorization: request.headers.authorization ?? null,
    })
    answer(repos, faults, request, response).catch((error: unknown) => {
      console.error('hub-server:', error)
      if (response.headersSent) response.destroy()
      else sendError(response, 500, 'InternalError', 'The local hub failed; its console says why.')
    })
  })
  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${taken}`, requests, close: () => close(server) }
}

async function answer(repos: Repos, faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await applyFaults(faults, request, response)) return
  const url = new URL(request.url ?? '/', 'http://hub')
  if (url.pathname === '/api/models') return sendModels(request, response, repos, url.searchParams)
  const wanted = parsePath(url.pathname)
  if (wanted === null) return sendError(response, 404, 'NotFound', 'No such address on this hub')
  const repo = await repos.find(wanted.kind, wanted.owner, wanted.name)
  if (repo === null || (repo.private && !isGranted(request, repo))) return sendMissingRepo(response)
  if (!['main', 'HEAD', repo.commit].includes(wanted.revision)) return sendMissingRevision(response, wanted.revision)
  if (wanted.action === 'paths-info')
    return request.method === 'POST' ? sendPathsInfo(request, response, repo) : notAllowed(response)
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed(response)
  if (wanted.action === 'info') return sendInfo(response, repo, url.searchParams)
  if (wanted.action === 'tree') return sendTree(request, response, repo, wanted.path, url.searchParams)
  return answerFile(request, response, repo, wanted, faults)
}

function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  repo: ServedRepo,
  wanted: HubRequest,
  faults: Faults,
): void {
  if (repo.gated !== false && !isGranted(request, repo)) {
    return sendError(
      response,
      request.headers.authorization === undefined ? 401 : 403,
      'GatedRepo',
      `Access to model ${repo.name} is restricted and you are not in the authorized list.`,
    )
  }
  // Only listed names can be opened: no path from a request ever reaches the disk.
  const file = repo.files.get(wanted.path)
  if (file === undefined) return sendMissingEntry(response)
  sendFile(request, response, repo, file, faults)
}

function isGranted(request: IncomingMessage, repo: ServedRepo): boolean {
  return repo.token !== null && request.headers.authorization === `Bearer ${repo.token}`
}

function notAllowed(response: ServerResponse): void {
  sendError(response, 405, 'MethodNotAllowed', 'Method not allowed')
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
