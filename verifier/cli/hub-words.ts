import { HubError } from '@/lib/hub/errors/hub-error'

/** The registry retries by itself; a command does not. */
const RETRIED = / (?:It|They) will be retried later\.$/

/**
 * A failure of the Hub in the words of the command line.
 * @param what what could not be had
 * @param instead what to do or to give
 */
export function inCommand(error: HubError, what: string, instead: string): HubError {
  const { code, message, permanent, retryAfterMs } = error
  return new HubError(code, `${what}: ${message.replace(RETRIED, '')} ${instead}`, {
    permanent,
    retryAfterMs: retryAfterMs ?? undefined,
    cause: error,
  })
}
