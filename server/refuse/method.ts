import { AppError } from '@/lib/errors/app-error'
import { type ParsedRequest, isApi } from '../request'
import { apiMethods } from '../api/addresses'

/** Pages with a form that posts to itself, and routes that only take a form, by their folders below app/: nothing else outside the API accepts POST. */
export const FORMS: readonly string[] = [
  '/submit',
  '/submissions/[id]',
  '/challenges/new',
  '/challenges/[id]',
  '/reports/[sha256]/take-back',
  '/account',
  '/device',
  '/people/[handle]',
  '/sign-in/with/[provider]',
  '/sign-out',
]

const FORM_PATHS = FORMS.map((folder) => new RegExp(`^${folder.replaceAll(/\[\w+\]/g, '[^/]+')}$`))

/** Methods that the API's routes check themselves, per path. */
const ROUTED = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The methods of a path, as in the `Allow` header. */
export function allowOf(path: string): string {
  if (isApi(path)) return apiMethods(path)
  return ['GET', 'HEAD', ...(FORM_PATHS.some((form) => form.test(path)) ? ['POST'] : []), 'OPTIONS'].join(', ')
}

/** Refuses unknown methods, and on pages all except reading and sending a form. */
export function refuseMethod({ method, path }: ParsedRequest): AppError | null {
  const allow = allowOf(path)
  if (isApi(path) ? ROUTED.has(method) : allow.split(', ').includes(method)) return null
  return methodNotAllowed(method, allow)
}

/** The refusal of a method that a path does not support. */
export function methodNotAllowed(method: string, allow: string): AppError {
  return new AppError({
    status: 405,
    code: 'method-not-allowed',
    detail: `${method.slice(0, 40)} is not allowed here. Allowed: ${allow}.`,
    headers: { allow },
  })
}
