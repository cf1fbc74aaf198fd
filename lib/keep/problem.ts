import { type Outcome, outcomeOf } from '@/lib/checkpoints/outcome'
import { AppError } from '@/lib/errors/app-error'
import { withSuggestions } from '@/lib/suggestions/with-suggestions'

/**
 * Why a repo could not be read, for a client, with the repos that may be meant where the Hub has none of that name.
 * @param who whatever may ask the Hub two questions at a time only
 * @throws the error itself when it is not an expected one
 */
export async function problemOfReading(error: unknown, repo: string, who: readonly string[]): Promise<AppError> {
  return error instanceof AppError ? error : problemOf(await withSuggestions(outcomeOf(error), repo, who))
}

function problemOf(outcome: Outcome): AppError {
  switch (outcome.kind) {
    case 'refused':
      return outcome.error
    case 'later':
      return new AppError({
        status: 503,
        code: 'hub-unreachable',
        detail: outcome.text,
        headers: { 'retry-after': '30' },
      })
    case 'blocked':
      return outcome.code === 'not-public' || outcome.code === 'missing'
        ? new AppError({
            status: 404,
            code: 'not-found',
            detail: outcome.text,
            extra: { suggestions: outcome.suggestions ?? [] },
          })
        : new AppError({
            status: 422,
            code: 'unreadable-checkpoint',
            detail: outcome.text,
            extra: { cause: outcome.code, base: outcome.base ?? null },
          })
  }
}
