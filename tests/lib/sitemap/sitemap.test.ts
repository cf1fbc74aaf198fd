import { readdirSync } from 'node:fs'
import path from 'node:path'
import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { FIXED } from '@/lib/sitemap/kinds'
import { sitemapFile, sitemapIndex } from '@/lib/sitemap/xml'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })

const ORIGIN = 'https://weights.example'
const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address)

beforeAll(importLiterature)

/** What each reader finds something else at, and nobody searches for. */
const OF_EACH_READER = ['/account', '/challenges/new', '/device', '/sign-in']

test('every page without a parameter is in it', () => {
  const app = path.join(__dirname, '..', '..', '..', 'app')
  const pages = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx' && !file.includes('['))
    .map((file) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/'))
  expect([...FIXED, ...OF_EACH_READER].sort()).toEqual(pages.sort())
})

test('the files of the index hold every record, once, with the time of its last change', async () => {
  const files = locations(await sitemapIndex(ORIGIN))
  expect(files).toContain(`${ORIGIN}/sitemaps/weights-1.xml`)
  const contents = await Promise.all(files.map((file) => sitemapFile(ORIGIN, path.basename(String(file)))))
  const all = contents.flatMap((xml) => locations(String(xml)))
  expect(new Set(all).size).toBe(all.length)
  const weights = await db.weight.count({ where: { version: { gt: 0 } } })
  expect(all.filter((address) => address?.startsWith(`${ORIGIN}/weights/SW-`))).toHaveLength(weights)
  expect(all).toEqual(
    expect.arrayContaining([`${ORIGIN}/`, `${ORIGIN}/docs/protocol`, `${ORIGIN}/models/huggyllama/llama-7b`]),
  )
  expect(await sitemapFile(ORIGIN, 'weights-1.xml')).toMatch(/<lastmod>\d{4}-\d\d-\d\dT[\d:.]+Z<\/lastmod>/)
})

test('a publication of several parts is in it once', async () => {
  const xml = String(await sitemapFile(ORIGIN, 'sources-1.xml'))
  const works = await db.source.groupBy({ by: ['citation'] })
  expect(locations(xml)).toHaveLength(works.length)
})

test.each(['weights-0.xml', 'weights-2000000.xml', 'toString-1.xml', 'weights', '../x'])(
  'there is no %s',
  async (file) => {
    expect(await sitemapFile(ORIGIN, file)).toBeNull()
  },
)
