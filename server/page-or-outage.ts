import type { ServerResponse } from 'node:http'
import type { AppError } from '@/lib/errors/app-error'
import { watchingForErrors } from '@/lib/http/broken-page'
import { outageOf } from '@/lib/http/outage'
import { DatabaseFrozen, unlessFrozen } from '@/lib/database-health'
import { replaceable } from './replaceable'

/**
 * Lets `pages` answer, unless the database is away: a page that broke because of that (Next says 500), or that waits for a frozen one, is answered by `refuse`
 * instead.
 * @param refuse makes the answer for people, with the error's status and headers
 */
export async function pageOrOutage(
  response: ServerResponse,
  pages: () => Promise<void>,
  refuse: (error: AppError) => Response,
): Promise<void> {
  await watchingForErrors(async (broken) => {
    const page = replaceable(response, (status) => {
      const outage = status >= 500 ? outageOf(broken()) : null
      return outage && (() => refuse(outage))
    })
    try {
      await unlessFrozen(pages)
    } catch (error) {
      const outage = outageOf(error)
      if (outage && page.replace(() => refuse(outage))) return
      // A page of which a part was sent waits on: it may still be completed.
      if (!(error instanceof DatabaseFrozen)) throw error
    }
  })
}
