import fs from 'node:fs'
import path from 'node:path'
import { Note } from '@/components/text/note'
import { html, text } from '../html'
import { elementsIn } from './elements'
import xss from './fixtures/xss.json'

const shown = (markdown: string) => html(<Note text={markdown} />).replace(/^<div[^>]*>|<\/div>$/g, '')
const words = (markdown: string) => text(<Note text={markdown} />)
const link = (href: string, name: string) =>
  `<a href="${href}" rel="nofollow ugc noopener" class="link wrap-anywhere">${name}</a>`

describe('a note', () => {
  it.each([
    ['one\n\ntwo', '<p>one</p>\n<p>two</p>'],
    ['one\ntwo', '<p>one<br/>\ntwo</p>'],
    ['*a* **b** `c`', '<p><em>a</em> <strong>b</strong> <code>c</code></p>'],
    ['```python\nx = 1\n```', '<pre><code>x = 1\n</code></pre>'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['3. a', '<ol start="3">\n<li>a</li>\n</ol>'],
    ['> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
    ['# a *b*', '<p><strong>a <em>b</em></strong></p>'],
    ['[a](https://example.org/?x=1)', `<p>${link('https://example.org/?x=1', 'a')}</p>`],
    ['See https://example.org/a_b_c.', `<p>See ${link('https://example.org/a_b_c', 'https://example.org/a_b_c')}.</p>`],
    ['arXiv:2411.07191, Table 1', `<p>${link('https://arxiv.org/abs/2411.07191', 'arXiv:2411.07191')}, Table 1</p>`],
    ['doi:10.1000/xyz123.', `<p>${link('https://doi.org/10.1000/xyz123', 'doi:10.1000/xyz123')}.</p>`],
    ['![a](https://example.org/a.png)', `<p>!${link('https://example.org/a.png', 'a')}</p>`],
    ['[a](/account) [b](ftp://example.org)', '<p>a b</p>'],
    ['<b>a</b> & c', '<p>&lt;b&gt;a&lt;/b&gt; &amp; c</p>'],
    ['a\n\n---\n\nb', '<p>a</p>\n<p>---</p>\n<p>b</p>'],
    ['layers[1].mlp.down_proj.weight[23, 88]', '<p>layers[1].mlp.down_proj.weight[23, 88]</p>'],
  ])('is Markdown: %j', (markdown, expected) => {
    expect(shown(markdown)).toBe(expected)
  })

  it('shows no text in another order than it was written', () => {
    expect(words('\u202egro.elpmaxe\u202c &#8238;a&#x2066;b')).toBe('gro.elpmaxe ab')
  })
})

/** Everything that may remain of a stranger's text, with the attributes that it may have. */
const MAY_REMAIN: Readonly<Record<string, readonly string[]>> = {
  p: [],
  br: [],
  em: [],
  strong: [],
  code: [],
  pre: [],
  blockquote: [],
  ul: [],
  ol: ['start'],
  li: [],
  a: ['href', 'rel', 'class'],
}

const refusedIn = (markup: string) =>
  elementsIn(markup).filter(({ name, attributes }) => {
    const allowed = MAY_REMAIN[name]
    if (allowed === undefined || Object.keys(attributes).some((one) => !allowed.includes(one))) return true
    return name === 'a' && !isPlain(attributes)
  })

const isPlain = ({ href = '', rel, class: style }: Readonly<Record<string, string>>) =>
  /^https?:\/\/[^@/]+(\/|$)/.test(href) && rel === 'nofollow ugc noopener' && style === 'link wrap-anywhere'

describe('hostile text', () => {
  it.each(xss)('leaves nothing but what a note may contain: %j', (hostile) => {
    for (const text of [hostile, `words ${hostile} words`, `> ${hostile}`, `- ${hostile}`, `**${hostile}**`])
      expect(refusedIn(shown(text))).toEqual([])
  })

  it('leaves nothing else where all of it stands in one note', () => {
    for (let from = 0; from < xss.length; from += 40)
      expect(refusedIn(shown(xss.slice(from, from + 40).join('\n')))).toEqual([])
  })
})

describe('text that takes a parser long', () => {
  it.each([
    '>',
    '> ',
    '- ',
    '*\t',
    '1. ',
    '[',
    '![',
    '[a](',
    '*a',
    '_a ',
    '**a*',
    '`',
    '<a ',
    '*a_b',
    '[a](b)',
    '&#x41;',
    '\\',
  ])('is bounded: %j', (piece) => {
    const bomb = piece.repeat(4_000 / piece.length)
    expect(refusedIn(shown(bomb))).toEqual([])
  })

  it('is shown as typed where it is nested too deeply', () => {
    const nested = Array.from({ length: 20 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')
    expect(shown(nested)).toBe(nested)
    expect(shown('> '.repeat(50))).not.toContain('blockquote')
  })
})

it('changes no word of the remarks in the index of the literature', () => {
  const notes = notesOf(path.join(process.cwd(), 'content/index'))
  expect(notes.length).toBeGreaterThan(20)
  for (const note of notes) expect(words(note)).toBe(note.replace(/\s+/g, ' ').trim())
})

/** Every `note` in the JSON files of a folder. */
function notesOf(folder: string): string[] {
  const found: string[] = []
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.json')))
    JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'), (key, value: unknown) => {
      if (key === 'note' && typeof value === 'string') found.push(value)
      return value
    })
  return found
}
