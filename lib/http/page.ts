import type { JsonResult } from './declaration'
import { publicOrigin } from './same-origin'

/** One page of a list. */
export interface Page {
  readonly items: readonly unknown[]
  readonly nextCursor: string | null
}

/** Headers that every list declares. */
export const PAGE_HEADERS = { link: 'The next page, `rel="next"` (RFC 8288); absent on the last one.' }

/** `{"items": [...], "next_cursor": ...}` and, while there is more, `Link: <...>; rel="next"`: the requested URL, with the next cursor. */
export function pageResult(request: Request, { items, nextCursor }: Page): JsonResult {
  const body = { items, next_cursor: nextCursor }
  return nextCursor === null ? { body } : { body, headers: { link: nextLink(request, nextCursor) } }
}

function nextLink(request: Request, cursor: string): string {
  const { pathname, searchParams } = new URL(request.url)
  searchParams.set('cursor', cursor)
  return `<${publicOrigin(request)}${pathname}?${searchParams}>; rel="next"`
}
