import { ownOrigin } from '@/app/own-origin'
import { xmlOr404 } from '@/app/xml'
import { sitemapFile } from '@/lib/sitemap/xml'

interface Context {
  readonly params: Promise<{ file: string }>
}

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const origin = await ownOrigin()
  return xmlOr404(origin === '' ? null : await sitemapFile(origin, (await params).file))
}
