import { AppError } from '@/lib/errors/app-error'
import { type IdKind, parseId, printId } from '@/lib/ids'

/** The id in a path, normalised: `sw-1` -> `SW-000001`. Throws AppError 404 `not-found` when it is not an id of this kind. */
export function idOr404(kind: IdKind, text: string): string {
  const id = parseId(kind, text)
  if (id === null)
    throw notFound(`${JSON.stringify(text.slice(0, 60))} is not a ${kind} id; expected one like ${printId(kind, 1)}.`)
  return printId(kind, id)
}

/** `value`, unless it is null. Throws AppError 404 `not-found` with `detail` when it is. */
export function foundOr404<T>(value: T | null, detail: string): T {
  if (value === null) throw notFound(detail)
  return value
}

/** The error to throw for what does not exist; `detail` is for the client. */
export function notFound(detail: string): AppError {
  return new AppError({ status: 404, code: 'not-found', detail })
}
