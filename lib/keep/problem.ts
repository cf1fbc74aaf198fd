import type { Outcome } from '@/lib/checkpoints/outcome'
import { AppError } from '@/lib/errors/app-error'

/** Why a repo cannot be read, for a client. */
export function problemOf(outcome: Outcome): AppError {
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
        ? new AppError({ status: 404, code: 'not-found', detail: outcome.text })
        : new AppError({
            status: 422,
            code: 'unreadable-checkpoint',
            detail: outcome.text,
            extra: { cause: outcome.code, base: outcome.base ?? null },
          })
  }
}
