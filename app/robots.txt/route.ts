import { ownOrigin } from '@/app/own-origin'
import { CACHE } from '@/lib/http/declaration'

/** Addresses without an end: every filter and order of a list, every question. What they lead to is in the sitemap. */
const ENDLESS = ['/weights', '/sets', '/models', '/submissions', '/search', '/keep', '/audit', '/compare', '/submit']

/** What robots may read: everything that has an end. */
export async function GET(): Promise<Response> {
  const origin = await ownOrigin()
  const lines = [
    'User-agent: *',
    'Allow: /',
    ...ENDLESS.map((path) => `Disallow: ${path}?`),
    ...(origin === '' ? [] : ['', `Sitemap: ${origin}/sitemap.xml`]),
    '',
  ]
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': CACHE.public },
  })
}
