import { escapeXml, XML_HEAD } from '@/lib/xml'
import { SITEMAP_KINDS } from './kinds'
import { PAGES_PER_FILE } from './schema'

const XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** The list of all files (https://www.sitemaps.org/protocol.html), with absolute addresses below `origin`. */
export async function sitemapIndex(origin: string): Promise<string> {
  const names = await Promise.all(
    Object.entries(SITEMAP_KINDS).map(async ([name, kind]) => {
      const files = Math.ceil((await kind.count()) / PAGES_PER_FILE)
      return Array.from({ length: files }, (_, i) => `/sitemaps/${name}-${i + 1}.xml`)
    }),
  )
  const files = names.flat().map((path) => `<sitemap><loc>${escapeXml(origin + path)}</loc></sitemap>`)
  return `${XML_HEAD}<sitemapindex ${XMLNS}>\n${files.join('\n')}\n</sitemapindex>\n`
}

/** One file: `weights-1.xml`. Null when there is none of this name. */
export async function sitemapFile(origin: string, file: string): Promise<string | null> {
  const [, name = '', number = ''] = /^([a-z]+)-([1-9]\d{0,6})\.xml$/.exec(file) ?? []
  const kind = Object.hasOwn(SITEMAP_KINDS, name) ? SITEMAP_KINDS[name] : undefined
  if (!kind) return null
  const pages = await kind.pages((Number(number) - 1) * PAGES_PER_FILE)
  if (pages.length === 0) return null
  const urls = pages.map(({ path, changed }) => {
    const time = changed === null ? '' : `<lastmod>${changed.toISOString()}</lastmod>`
    return `<url><loc>${escapeXml(origin + path)}</loc>${time}</url>`
  })
  return `${XML_HEAD}<urlset ${XMLNS}>\n${urls.join('\n')}\n</urlset>\n`
}
