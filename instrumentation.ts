import { notePageError } from '@/lib/http/broken-page'

/** Next calls this with the error itself, before it answers with nothing but 500. */
export function onRequestError(error: unknown): void {
  notePageError(error)
}
