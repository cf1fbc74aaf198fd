import { db } from '@/lib/db'
import { contentPages } from '@/lib/docs/pages'
import { printId } from '@/lib/ids'
import { pageOf } from '@/lib/records/address'
import { PAGES_PER_FILE, type SitemapKind, type SitemapPage } from './schema'

/** Pages that are there whatever is on record. */
export const FIXED: readonly string[] = [
  '/',
  '/weights',
  '/sets',
  '/models',
  '/families',
  '/sources',
  '/compare',
  '/submissions',
  '/queue',
  '/challenges',
  '/review',
  '/submit',
  '/search',
  '/keep',
  '/audit',
  '/docs',
  '/errors',
]

const part = (skip: number) => ({ skip, take: PAGES_PER_FILE })
const DATED = { id: true, updatedAt: true } as const
/** Rows get their first version with their first change: before that they have no page. */
const WITH_A_PAGE = { version: { gt: 0 } }

/** All kinds of pages for search engines, by the name of their files. */
export const SITEMAP_KINDS: Readonly<Record<string, SitemapKind>> = {
  pages: listed(async () => [
    ...FIXED.map(undated),
    ...(await contentPages('docs')).map(({ slug }) => undated(`/docs/${slug}`)),
    ...(await contentPages('errors')).map(({ slug }) => undated(`/errors/${slug}`)),
  ]),
  // A publication has one page, however many of its parts are sources.
  sources: listed(async () => {
    const works = await db.source.groupBy({ by: ['citation'], _min: { key: true }, orderBy: { _min: { key: 'asc' } } })
    return works.map(({ _min: { key } }) => undated(`/sources/${encodeURIComponent(String(key))}`))
  }),
  models: {
    count: () => db.model.count({ where: WITH_A_PAGE }),
    async pages(skip) {
      const select = { repo: true, updatedAt: true }
      const rows = await db.model.findMany({ where: WITH_A_PAGE, select, orderBy: { id: 'asc' }, ...part(skip) })
      return rows.map(({ repo, updatedAt }) => ({ path: pageOf('model', repo), changed: updatedAt }))
    },
  },
  weights: {
    count: () => db.weight.count({ where: WITH_A_PAGE }),
    async pages(skip) {
      const rows = await db.weight.findMany({
        where: WITH_A_PAGE,
        select: DATED,
        orderBy: { id: 'asc' },
        ...part(skip),
      })
      return rows.map(({ id, updatedAt }) => ({ path: pageOf('weight', printId('weight', id)), changed: updatedAt }))
    },
  },
  sets: {
    count: () => db.set.count({ where: WITH_A_PAGE }),
    async pages(skip) {
      const rows = await db.set.findMany({ where: WITH_A_PAGE, select: DATED, orderBy: { id: 'asc' }, ...part(skip) })
      return rows.map(({ id, updatedAt }) => ({ path: pageOf('set', printId('set', id)), changed: updatedAt }))
    },
  },
  reports: {
    count: () => db.report.count(),
    async pages(skip) {
      const rows = await db.report.findMany({
        select: { sha256: true, filedAt: true },
        orderBy: [{ filedAt: 'asc' }, { sha256: 'asc' }],
        ...part(skip),
      })
      return rows.map(({ sha256, filedAt }) => ({ path: `/reports/${sha256}`, changed: filedAt }))
    },
  },
}

/** A kind of which there are few. */
function listed(all: () => Promise<SitemapPage[]>): SitemapKind {
  return {
    count: async () => (await all()).length,
    pages: async (skip) => (await all()).slice(skip, skip + PAGES_PER_FILE),
  }
}

function undated(path: string): SitemapPage {
  return { path, changed: null }
}
