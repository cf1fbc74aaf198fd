import { feedPath } from '@/lib/feeds/paths'
import { ownOrigin } from './own-origin'

/** Where the feed of a page is, or null on a site that does not know its own address: a feed must name it. */
export async function feedOf(page: string): Promise<string | null> {
  return (await ownOrigin()) === '' ? null : feedPath(page)
}
