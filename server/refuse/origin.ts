import { AppError } from '@/lib/errors/app-error'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { type ParsedRequest, isWriting } from '../request'

/**
 * Refuses writes that another site makes a reader's browser send, for every writing method and path: the first half of the guard of all writes (lib/http/guard.ts), before Next sees
 * the request, so that no write can be overlooked.
 */
export function refuseForeign({ method, headers }: ParsedRequest): AppError | null {
  if (!isWriting(method)) return null
  try {
    assertSameOrigin(new Request('http://unknown.invalid', { headers }))
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
