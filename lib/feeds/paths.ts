/** Where the feed of a page is, by the page's path. */
export const feedPath = (page: string): string => `${page}/feed.atom`

export const ATOM = 'application/atom+xml'
