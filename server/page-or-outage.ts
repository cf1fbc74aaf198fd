import type { ServerResponse } from 'node:http'
import type { AppError } from '@/lib/errors/app-error'
import { watchingForErrors } from '@/lib/http/broken-page'
import { outageOf } from '@/lib/http/outage'
import { DatabaseFrozen, unlessFrozen } from '@/lib/database-health'
import { replaceable } from './replaceable'

/**
 * Calls `pages`, unless the database is down: if a page fails because of that (Next returns 500), or waits for a frozen database, `refuse` responds instead.
 * @param refuse creates the page for people, with the error's status and headers
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
      // A partly sent page keeps waiting: it may still be completed.
      if (!(error instanceof DatabaseFrozen)) throw error
    }
  })
}
