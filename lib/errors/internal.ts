import { AppError } from './app-error'

/** What a client is told of an error that nobody foresaw: nothing of it, and where to find it. */
export function internalError(): AppError {
  return new AppError({
    status: 500,
    code: 'internal',
    detail:
      'Something went wrong inside the registry. It was logged. Try again; if it persists, report the request id.',
  })
}
