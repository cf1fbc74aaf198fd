import { ROUTES } from '@/app/api/v1/routes'
import { allowOfMethods } from '@/lib/http/allow'

/** Under /api where there is no route: every method is answered, by 404. */
const NOWHERE = 'GET, HEAD, OPTIONS'

const ADDRESSES = ROUTES.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
}))

/** The methods of an address of the API, as its routes declare them: `GET, HEAD, OPTIONS`. */
export function apiMethods(path: string): string {
  const declared = ADDRESSES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
  if (declared.length === 0) return NOWHERE
  return allowOfMethods(declared)
}
