import { Content } from '@/components/docs/content'
import { contentPage, contentPages } from '@/lib/docs/pages'
import { html } from '../html'

it('renders headings that can be linked, tables that can be scrolled, and code unchanged', () => {
  const page = html(
    <Content format="mdx" body={'## Two words\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx < y && "z"\n```\n'} />,
  )
  expect(page).toContain('<h2 id="two-words">')
  expect(page).toContain(
    '<div class="scroll scroll-hint" tabindex="0" role="region" aria-label="Table: Two words"><table>',
  )
  expect(page).toContain('<th scope="col">')
  expect(page).toContain('x &lt; y &amp;&amp; &quot;z&quot;')
})

it('breaks no short cell of a table, nor an option of a command', () => {
  const page = html(
    <Content
      format="mdx"
      body={'| a | b |\n|---|---|\n| 5.1e-7 | a sentence that may well be broken |\n\n`npm run x -- --write`\n'}
    />,
  )
  expect(page).toContain('<td class="whole">5.1e-7</td>')
  expect(page).toContain('<td>a sentence that may well be broken</td>')
  expect(page).toContain('<code>npm run x <span class="whole">--</span> <span class="whole">--write</span></code>')
})

it('scrolls tables drawn with characters, and wraps the lines around them', () => {
  const page = html(<Content format="mdx" body={'```text\nFound <1>.\n┌───┐\n│ a │\n└───┘\n```\n'} />)
  expect(page).toContain('<pre tabindex="0" class="overflow-x-auto whitespace-pre">')
  expect(page).toContain('<span class="whitespace-pre-wrap">Found &lt;1&gt;.</span>\n┌───┐\n│ a │\n└───┘</code>')
})

it('heads no column with an empty header, and names no two regions alike', () => {
  const table = '| | b |\n|---|---|\n| 1 | 2 |\n\n'
  const page = html(<Content format="mdx" body={`## Cost\n\n${table}Words.\n\n${table}`} />)
  expect(page).not.toMatch(/<th[^>]*><\/th>/)
  expect([...page.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
    'Table: Cost',
    'Table: Cost (2)',
  ])
})

it.each(['docs', 'errors'] as const)(
  'gives every table of content/%s headers with words or none, and a name of its own',
  async (room) => {
    for (const { body, format } of await contentPages(room)) {
      const page = html(<Content body={body} format={format} />)
      const names = [...page.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, label]) => label)
      expect(new Set(names).size).toBe(names.length)
      expect(page).not.toMatch(/<th[^>]*>\s*<\/th>/)
    }
  },
)

it('reads no file outside of its folder', async () => {
  for (const slug of ['../LICENSE', '..%2fLICENSE', 'a/b', '.', '', 'no-such-page'])
    expect(await contentPage('docs', slug)).toBeNull()
})

it.each(['docs', 'errors'] as const)(
  'finds a title and a first sentence on every page of content/%s, and no heading of level one below',
  async (room) => {
    const pages = await contentPages(room)
    expect(pages.length).toBeGreaterThan(3)
    for (const page of pages) {
      expect(page.title).not.toBe(page.slug)
      expect(page.body.trim()).not.toBe('')
      expect(html(<Content {...page} />)).not.toContain('<h1')
    }
  },
)

it('leads every link between pages of the documentation somewhere', async () => {
  const pages = await contentPages('docs')
  const slugs = new Set(pages.map((page) => `/docs/${page.slug}`))
  const inside = pages.flatMap((page) => [...page.body.matchAll(/\]\((\/docs\/[^)#]+)/g)].map((m) => m[1] ?? ''))
  for (const link of inside) expect(slugs).toContain(link)
})
