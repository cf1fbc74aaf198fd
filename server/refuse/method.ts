import { AppError } from '@/lib/errors/app-error'
import { type ParsedRequest, isApi } from '../request'
import { apiMethods } from '../api/addresses'

/** Pages with a form that is sent to the page itself: the only ones that take a POST. */
export const FORMS: readonly string[] = ['/submit']

/** Methods that the API's own routes answer, each with what its address has. */
const ROUTED = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Methods that an address has, as the `Allow` header lists them. */
export function allowOf(path: string): string {
  if (isApi(path)) return apiMethods(path)
  return ['GET', 'HEAD', ...(FORMS.includes(path) ? ['POST'] : []), 'OPTIONS'].join(', ')
}

/** Refuses a method that nobody knows, and on pages every one but reading and sending a form. */
export function refuseMethod({ method, path }: ParsedRequest): AppError | null {
  const allow = allowOf(path)
  if (isApi(path) ? ROUTED.has(method) : allow.split(', ').includes(method)) return null
  return methodNotAllowed(method, allow)
}

/** The refusal of a method that an address does not have. */
export function methodNotAllowed(method: string, allow: string): AppError {
  return new AppError({
    status: 405,
    code: 'method-not-allowed',
    detail: `${method.slice(0, 40)} is not allowed here. Allowed: ${allow}.`,
    headers: { allow },
  })
}
