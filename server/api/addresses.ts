import { unknownPath } from '@/app/api/[[...rest]]/unknown-path'
import { ROUTES } from '@/app/api/v1/routes'
import { allowOfMethods } from '@/lib/http/allow'
import type { Route } from '@/lib/http/declaration'
import { type Methods, serve } from '@/lib/http/serve'

/** Paths under /api without a route: every method gets 404. */
const NOWHERE = 'GET, HEAD, OPTIONS'

/** A path of the API with its parameters. */
interface Address {
  readonly pattern: RegExp
  readonly routes: readonly Route[]
  readonly methods: Methods
}

/** The route that matches a path of the API. */
export interface Found {
  readonly methods: Methods
  /** The route for GET; null if there is none. */
  readonly get: Route | null
  /** The dynamic parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
}

const ADDRESSES: readonly Address[] = [...new Set(ROUTES.map(({ path }) => path))].map((path) => {
  const routes = ROUTES.filter((route) => route.path === path)
  return { pattern: patternOf(path), routes, methods: serve(...routes) }
})

/** `/api/v1/weights/{id}` as a regular expression, with an optional trailing slash, which Next strips. */
function patternOf(path: string): RegExp {
  const escaped = path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return new RegExp(`^${escaped}/?$`)
}

/** Finds the route of a path below /api. The path can be decoded (`refuseTarget` ensures it). */
export function addressOf(path: string): Found {
  for (const { pattern, routes, methods } of ADDRESSES) {
    const match = pattern.exec(path)
    if (!match) continue
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)])
    return { methods, get: routes.find(({ method }) => method === 'GET') ?? null, params: Object.fromEntries(params) }
  }
  return { methods: unknownPath, get: null, params: {} }
}

/** The methods that the routes of an API path declare: `GET, HEAD, OPTIONS`. */
export function apiMethods(path: string): string {
  const address = ADDRESSES.find(({ pattern }) => pattern.test(path))
  return address ? allowOfMethods(address.routes.map(({ method }) => method)) : NOWHERE
}
