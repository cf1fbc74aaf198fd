import { existsSync } from 'node:fs'
import path from 'node:path'
import { InIndex } from '@/components/site/index-links'
import { INDEX_PAGES } from '@/components/site/index-pages'
import { html } from '../html'

const APP = path.join(__dirname, '..', '..', '..', 'app')

test.each(INDEX_PAGES)('%s: every page of the index is one click away, and this one is marked', (at, name) => {
  expect(existsSync(path.join(APP, at, 'page.tsx'))).toBe(true)
  const [, links = ''] = /<nav aria-label="Index".*?>(.*?)<\/nav>/.exec(html(<InIndex at={at} />)) ?? []
  expect([...links.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(INDEX_PAGES.map(([href]) => href))
  const current = [...links.matchAll(/<a [^>]*aria-current="page"[^>]*>([^<]+)<\/a>/g)].map(([, words]) => words)
  expect(current).toEqual([name])
})
