import { opening } from '@/components/docs/content-list'

it.each([
  ['Field names are in snake_case.', 'Field names are in snake_case.'],
  ['See [the `API`](/docs/api), *now* or _later_.\n\nMore.', 'See the API, now or later.'],
  [
    'One sentence. Status 400, code `bad-cursor`. It is told.',
    'One sentence. Status 400, code bad-cursor. It is told.',
  ],
])('the opening of %j has no marks and loses no letter', (body, expected) => expect(opening(body)).toBe(expected))

it('a long paragraph is opened by its first sentences, whole', () => {
  const sentence = `${'word '.repeat(14)}end.`
  expect(opening(`S${sentence} S${sentence} S${sentence}`)).toBe(`S${sentence} S${sentence}`)
  expect(opening(`${'long '.repeat(60)}end. Next.`)).toBe(`${'long '.repeat(60)}end.`)
})
