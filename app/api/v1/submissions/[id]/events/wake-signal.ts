/** A signal that wakes one waiter and is remembered: a `wake` while nobody waits ends the next wait at once. */
export interface WakeSignal {
  wake(): void
  /** Resolves at the next `wake`, at once if one came since the last wait; or after `ms`, or when the signal aborts. */
  wait(ms: number): Promise<void>
}

export function wakeSignal(signal: AbortSignal): WakeSignal {
  let pending = false
  let resume = () => {}
  const wake = () => {
    pending = true
    resume()
  }
  signal.addEventListener('abort', wake, { once: true })
  return {
    wake,
    async wait(ms) {
      if (!pending && !signal.aborted) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((resolve) => {
          resume = resolve
          timer = setTimeout(resolve, ms)
        })
        clearTimeout(timer)
      }
      pending = false
    },
  }
}
