/**
 * Runs `job` for every item, at most `most` at a time. After the first failure no further item starts, running ones are aborted,
 * and it throws only after all have ended, so that nothing writes into the caller's buffer any more.
 * @param outer aborts everything from outside
 * @throws what the first job to fail threw
 */
export async function inParallel<T>(
  items: Iterable<T>,
  most: number,
  outer: AbortSignal | undefined,
  job: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  outer?.throwIfAborted()
  const stop = new AbortController()
  const onAbort = () => stop.abort(outer?.reason)
  outer?.addEventListener('abort', onAbort, { once: true })
  const failures: unknown[] = []
  const queue = items[Symbol.iterator]()
  const runner = async () => {
    for (let next = queue.next(); !next.done && failures.length === 0; next = queue.next()) {
      try {
        await job(next.value, stop.signal)
      } catch (error) {
        failures.push(error)
        stop.abort(error)
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: most }, runner))
  } finally {
    outer?.removeEventListener('abort', onAbort)
  }
  if (failures.length > 0) throw failures[0]
}
