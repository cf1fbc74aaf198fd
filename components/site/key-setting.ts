/** In the browser's own storage: the server need not know, and a cookie would keep pages out of its cache. */
const KEY = 'single-keys'

/** Whether keys without a modifier act; each reader can switch them off (WCAG 2.2, 2.1.4). */
export function keysAreOn(): boolean {
  return storage()?.getItem(KEY) !== 'off'
}

export function switchKeys(on: boolean): void {
  if (on) storage()?.removeItem(KEY)
  else storage()?.setItem(KEY, 'off')
}

/** Null where the browser lets no site store anything. */
function storage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
