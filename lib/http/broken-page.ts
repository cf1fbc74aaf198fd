import { AsyncLocalStorage } from 'node:async_hooks'

/** Where the error is noted that broke a page, between Next, which only says 500, and the front, which answers. */
interface Note {
  error: unknown
}

/** Kept on the global object: the front and Next's bundles each load this file, and must find the same store. */
const KEY = Symbol.for('superweights.broken-page')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Note> }
const store = (shared[KEY] ??= new AsyncLocalStorage<Note>())

/**
 * Runs `act`, which makes a page.
 * @param act gets a function that tells the error that has broken the page so far, or undefined
 */
export function watchingForErrors<T>(act: (broken: () => unknown) => T): T {
  const note: Note = { error: undefined }
  return store.run(note, () => act(() => note.error))
}

/** Notes what broke the page that is being made; the first error counts. */
export function notePageError(error: unknown): void {
  const note = store.getStore()
  if (note) note.error ??= error
}
