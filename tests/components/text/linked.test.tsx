import { Linked } from '@/components/text/linked'
import { html, text } from '../html'

const links = (typed: string) =>
  [...html(<Linked text={typed} />).matchAll(/href="([^"]*)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&'))

it.each([
  ['https://example.org/a?b=1&c=2', ['https://example.org/a?b=1&c=2']],
  ['See https://example.org/a, and (https://example.org/b).', ['https://example.org/a', 'https://example.org/b']],
  ['arXiv:2411.07191v2, Table 1', ['https://arxiv.org/abs/2411.07191v2']],
  ['arXiv 2411.07191', ['https://arxiv.org/abs/2411.07191']],
  ['doi:10.1000/xyz123.', ['https://doi.org/10.1000/xyz123']],
  ['a talk, 2024; javascript:alert(1); data:text/html,x', []],
])('makes links of what is on the web, and only of that: %s', (typed, hrefs) => {
  expect(links(typed)).toEqual(hrefs)
})

it('changes no word of it', () => {
  const typed = 'Found in https://example.org/a, then\n<b>checked</b> (arXiv:2411.07191).'
  expect(text(<Linked text={typed} />).replace(/\s/g, '')).toBe(typed.replace(/\s/g, ''))
})
