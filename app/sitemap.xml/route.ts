import { ownOrigin } from '@/app/own-origin'
import { xmlOr404 } from '@/app/xml'
import { sitemapIndex } from '@/lib/sitemap/xml'

export async function GET(): Promise<Response> {
  const origin = await ownOrigin()
  return xmlOr404(origin === '' ? null : await sitemapIndex(origin))
}
