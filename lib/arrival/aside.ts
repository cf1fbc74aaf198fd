import { AsyncLocalStorage } from 'node:async_hooks'

/** Does something while the answer that needs it holds no slot. */
export type Aside = <T>(act: () => Promise<T>) => Promise<T>

/** On the global object: the front and Next's bundles each load this file and must share one store. */
const KEY = Symbol.for('superweights.aside')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Aside> }
const store = (shared[KEY] ??= new AsyncLocalStorage<Aside>())

/** Runs `make` and everything it calls with a way to step aside. */
export function withAside<T>(step: Aside, make: () => T): T {
  return store.run(step, make)
}

/** Waits for something outside, such as the Hub, without holding up answers that only need the database. */
export function aside<T>(act: () => Promise<T>): Promise<T> {
  const step = store.getStore()
  return step ? step(act) : act()
}
