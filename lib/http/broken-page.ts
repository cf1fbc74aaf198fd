import { AsyncLocalStorage } from 'node:async_hooks'

/** Passes the error that broke a page from Next, which only reports 500, to the front. */
interface Note {
  error: unknown
}

/** On the global object: the front and Next's bundles each load this file and must share one store. */
const KEY = Symbol.for('superweights.broken-page')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Note> }
const store = (shared[KEY] ??= new AsyncLocalStorage<Note>())

/**
 * Runs `act`, which renders a page.
 * @param act receives a function that returns the error that broke the page so far, or undefined
 */
export function watchingForErrors<T>(act: (broken: () => unknown) => T): T {
  const note: Note = { error: undefined }
  return store.run(note, () => act(() => note.error))
}

/** Records what broke the page being rendered; the first error counts. */
export function notePageError(error: unknown): void {
  const note = store.getStore()
  if (note) note.error ??= error
}
