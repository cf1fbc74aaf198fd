import { notePageError } from '@/lib/http/broken-page'

/** Next calls this with the error itself, before it returns a bare 500. */
export function onRequestError(error: unknown): void {
  notePageError(error)
}
