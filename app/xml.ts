import { CACHE } from '@/lib/http/declaration'

/**
 * A file in XML, for search engines or readers of feeds. Null where there is none: also on a site that does not know its own address (PUBLIC_URL), which such a
 * file must name.
 */
export function xmlOr404(xml: string | null, type = 'application/xml'): Response {
  if (xml === null)
    return new Response('There is no such file here.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': CACHE.never },
    })
  return new Response(xml, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': CACHE.public },
  })
}
