import { unknownPath } from '@/app/api/[[...rest]]/unknown-path'
import { ROUTES } from '@/app/api/v1/routes'
import { allowOfMethods } from '@/lib/http/allow'
import type { Route } from '@/lib/http/declaration'
import { type Methods, serve } from '@/lib/http/serve'

/** Under /api where there is no route: every method is answered, by 404. */
const NOWHERE = 'GET, HEAD, OPTIONS'

/** One address of the API, for all values of its parts. */
interface Address {
  readonly pattern: RegExp
  readonly routes: readonly Route[]
  readonly methods: Methods
}

/** What answers at an address of the API. */
export interface Found {
  readonly methods: Methods
  /** The route that GET asks; null where there is none. */
  readonly get: Route | null
  /** The dynamic parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
}

const ADDRESSES: readonly Address[] = [...new Set(ROUTES.map(({ path }) => path))].map((path) => {
  const routes = ROUTES.filter((route) => route.path === path)
  return { pattern: patternOf(path), routes, methods: serve(...routes) }
})

/** `/api/v1/weights/{id}` as a pattern, also with a slash at its end, which Next takes away. */
function patternOf(path: string): RegExp {
  const escaped = path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return new RegExp(`^${escaped}/?$`)
}

/** What answers a path below /api; a path that can be decoded (`refuseTarget` has seen to it). */
export function addressOf(path: string): Found {
  for (const { pattern, routes, methods } of ADDRESSES) {
    const match = pattern.exec(path)
    if (!match) continue
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)])
    return { methods, get: routes.find(({ method }) => method === 'GET') ?? null, params: Object.fromEntries(params) }
  }
  return { methods: unknownPath, get: null, params: {} }
}

/** The methods of an address of the API, as its routes declare them: `GET, HEAD, OPTIONS`. */
export function apiMethods(path: string): string {
  const address = ADDRESSES.find(({ pattern }) => pattern.test(path))
  return address ? allowOfMethods(address.routes.map(({ method }) => method)) : NOWHERE
}
