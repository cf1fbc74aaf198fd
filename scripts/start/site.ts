import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withoutSecrets } from '@/lib/secrets'
import { type Child, startNode } from '../processes/children'
import { PlainError } from './say'
import type { Running, Service } from './supervise'

/** Next responds within a second or two; this allows for a slow machine. */
const READY_LIMIT_MS = 60_000

/** Where the site listens. */
export interface Place {
  root: string
  host: string
  port: number
}

/** The URL of a site that listens there. */
export const urlOf = ({ host, port }: Place): string => `http://${reachable(host)}:${port}`

/** The built site. The first start waits until it is healthy; a restart only until it responds, since the database may be down at that moment. */
export function siteService(place: Place, env: NodeJS.ProcessEnv): Service {
  return {
    name: 'the site',
    log: 'above, in the lines that begin with [site]',
    start: (signal, again) => startSite(place, env, signal, again),
  }
}

async function startSite(place: Place, env: NodeJS.ProcessEnv, signal: AbortSignal, again: boolean): Promise<Running> {
  const early: string[] = []
  let ready = again
  const child = startNode(['--import', 'tsx', path.join(place.root, 'server', 'main.ts')], {
    ...withoutSecrets({
      ...env,
      HOST: place.host,
      PORT: String(place.port),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    }),
    onLine: (line) => (ready ? console.log(`[site] ${line}`) : early.push(line)),
  })
  try {
    await comesUp(child, urlOf(place), signal, again)
  } catch (error) {
    await child.stop()
    throw new PlainError([(error as Error).message, ...early].join('\n'), { cause: error })
  }
  ready = true
  return child
}

async function comesUp(child: Child, url: string, signal: AbortSignal, again: boolean): Promise<void> {
  let ended: string | null = null
  void child.ended.then((how) => {
    ended = how
  })
  let last: number | string = 'no answer'
  for (const end = Date.now() + READY_LIMIT_MS; Date.now() < end; await sleep(50)) {
    signal.throwIfAborted()
    if (ended) throw new Error(`The site ended while starting (${ended}):`)
    const { status, text } = await health(url)
    if (status === 200 || (again && status !== null)) return
    last = `${status ?? ''} ${text}`.trim()
  }
  throw new Error(`The site did not become healthy within a minute; ${url}/api/v1/health says: ${last}`)
}

/** The site's health; status null without a response. */
async function health(url: string): Promise<{ status: number | null; text: string }> {
  try {
    // Closed after each response: a stopping site would wait for an open connection.
    const response = await fetch(`${url}/api/v1/health`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(5_000),
    })
    return { status: response.status, text: (await response.text()).slice(0, 500) }
  } catch (error) {
    return { status: null, text: (error as Error).message }
  }
}

/** The address to connect to, for an address to listen on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
