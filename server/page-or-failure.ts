import type { ServerResponse } from 'node:http'
import { watchingForErrors } from '@/lib/http/broken-page'
import { outageOf } from '@/lib/http/outage'
import { DatabaseFrozen, unlessFrozen } from '@/lib/database-health'
import { replaceable } from './replaceable'

/**
 * Lets `pages` answer. A page that broke, of which Next says 500 with a document that only scripts fill in, or that waits for a frozen database, is answered by
 * `failed` instead.
 * @param failed makes the answer for people; it gets what broke the page, undefined where nobody told
 */
export async function pageOrFailure(
  response: ServerResponse,
  pages: () => Promise<void>,
  failed: (cause: unknown) => Response,
): Promise<void> {
  await watchingForErrors(async (broken) => {
    const page = replaceable(response, (status) => (status >= 500 ? () => failed(broken()) : null))
    try {
      await unlessFrozen(pages)
    } catch (error) {
      if (outageOf(error) && page.replace(() => failed(error))) return
      // A page of which a part was sent waits on: it may still be completed.
      if (!(error instanceof DatabaseFrozen)) throw error
    }
  })
}
