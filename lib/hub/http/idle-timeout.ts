import { HubError } from '../errors/hub-error'

/** Aborts one request when nothing arrives for too long, or when its caller aborts. */
export interface IdleTimeout {
  readonly signal: AbortSignal
  /** Restarts the timer: something arrived. */
  restart(ms: number): void
  /** The error to throw for a network failure: the caller's own abort reason unchanged, everything else as a HubError. */
  translate(error: unknown): unknown
  end(): void
}

/** @param caller aborts the request from outside; its listener is removed by `end`, so a long-lived signal gathers none */
export function startIdleTimeout(caller: AbortSignal | undefined): IdleTimeout {
  caller?.throwIfAborted()
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let silentMs: number | null = null
  const onAbort = () => controller.abort()
  caller?.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    restart(ms) {
      clearTimeout(timer)
      timer = setTimeout(() => {
        silentMs = ms
        controller.abort()
      }, ms)
    },
    translate(error) {
      if (caller?.aborted) return caller.reason
      if (silentMs !== null)
        return new HubError(
          'unreachable',
          `The Hub sent nothing for ${silentMs / 1_000} s. It will be retried later.`,
          {
            cause: error,
          },
        )
      return new HubError(
        'unreachable',
        `The Hub could not be reached (${networkCauseOf(error)}). It will be retried later.`,
        {
          cause: error,
        },
      )
    },
    end() {
      clearTimeout(timer)
      caller?.removeEventListener('abort', onAbort)
      controller.abort()
    },
  }
}

/** The system's code of a network failure (`ECONNREFUSED`, ...); fetch hides it in `cause`. */
export function networkCauseOf(error: unknown): string {
  const { cause = error } = asFields(error)
  const { code, message } = asFields(cause)
  return typeof code === 'string' && code !== ''
    ? code
    : typeof message === 'string' && message !== ''
      ? message
      : 'unknown cause'
}

/** By shape, not by class: fetch's errors may come from another realm than this file. */
function asFields(value: unknown): { cause?: unknown; code?: unknown; message?: unknown } {
  return typeof value === 'object' && value !== null ? value : {}
}
