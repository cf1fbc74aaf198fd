import { Content } from '@/components/docs/content'
import { GROUPS, READING_ORDER } from '@/lib/docs/contents'
import { contentPages, type ContentPage } from '@/lib/docs/pages'
import { sectionsOf } from '@/lib/docs/sections'
import { TOOL_IDS, TOOLS, WITHOUT_LIST } from '@/lib/keep/formats'
import { html, text } from '../components/html'
import { isAddress } from './links'

let docs: readonly ContentPage[] = []
let errors: readonly ContentPage[] = []
const rendered = new Map<string, string>()

beforeAll(async () => {
  docs = await contentPages('docs')
  errors = await contentPages('errors')
  for (const page of docs) rendered.set(`/docs/${page.slug}`, html(<Content {...page} />))
  for (const page of errors) rendered.set(`/errors/${page.slug}`, html(<Content {...page} />))
})

const idsIn = (page: string) => [...page.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
const headingsIn = (page: string) => [...page.matchAll(/<h2 id="([^"]+)"/g)].map(([, id = '']) => id)

test('every page of the documentation is in one group, and every group lists pages that exist', () => {
  expect(docs.map(({ slug }) => slug)).toEqual([...READING_ORDER])
  expect(new Set(READING_ORDER).size).toBe(READING_ORDER.length)
  expect(GROUPS.map(({ title }) => title)).toEqual(['Learn', 'Use', 'Verify', 'Reference', 'Measured'])
})

test('the list of sections of a page names the headings that it has, in their order, and no id is given twice', () => {
  for (const page of docs) {
    const shown = rendered.get(`/docs/${page.slug}`) ?? ''
    expect([page.slug, sectionsOf(page.body).map(({ id }) => id)]).toEqual([page.slug, headingsIn(shown)])
    expect([page.slug, idsIn(shown).filter((id, i, all) => all.indexOf(id) !== i)]).toEqual([page.slug, []])
  }
})

test('every link inside the site leads to a page, and to a heading that it has', () => {
  const broken = [...rendered].flatMap(([from, page]) =>
    [...page.matchAll(/ href="(\/[^"]*|#[^"]*)"/g)]
      .map(([, href = '']) => href.replaceAll('&amp;', '&'))
      .filter((href) => !leadsSomewhere(href, from))
      .map((href) => `${from}: ${href}`),
  )
  expect(broken).toEqual([])
})

function leadsSomewhere(href: string, from: string): boolean {
  const [address = '', anchor] = href.split('#')
  const path = address.split('?')[0] === '' ? from : (address.split('?')[0] ?? '')
  const content = /^\/(docs|errors)\/./.test(path)
  if (content ? !rendered.has(path) : !isAddress(path)) return false
  return anchor === undefined || (content && idsIn(rendered.get(path) ?? '').includes(anchor))
}

test('every link to elsewhere is https', () => {
  for (const page of rendered.values())
    for (const [, href] of page.matchAll(/ href="(\w+:[^"]*)"/g)) expect(href).toMatch(/^https:/)
})

describe('how each tool is told what to keep', () => {
  const page = () => docs.find(({ slug }) => slug === 'quantise')?.body ?? ''

  it('has a section for every tool, in the order of the list', () => {
    expect([...page().matchAll(/<Tool id="([^"]+)" \/>/g)].map(([, id]) => id)).toEqual([...TOOL_IDS])
  })

  it('asks for the list of that tool', () => {
    for (const id of TOOL_IDS.filter((one) => one !== 'json')) expect(page()).toContain(`--for ${id}\n`)
  })

  it('shows the form, the unit and the cost that the product gives', () => {
    const words = text(<Content format="mdx" body={page()} />)
    for (const { name } of TOOLS.filter(({ id }) => id !== 'json')) expect(words).toContain(name)
    for (const { name } of WITHOUT_LIST) expect(words).toContain(name)
    expect(words).toContain('^blk\\.2\\.ffn_down\\.weight$=f16')
    expect(words).toContain('a tensor Cost 67.6 MB more for the example: 0.0803 bits a weight of the model')
    expect(words).toContain('a single weight Cost 2 bytes more')
  })
})
