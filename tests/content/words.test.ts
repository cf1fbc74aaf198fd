import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PLAIN_WORDS } from './plain-words'

const ROOT = path.join(__dirname, '..', '..')

/** Everything that people read: source with its comments, pages and docs. */
const PLACES = ['app', 'bin', 'components', 'content/docs', 'content/errors', 'docs', 'lib', 'prisma/schema.prisma', 'README.md']
  .concat(['scripts', 'server', 'verifier', 'worker'])
  .map((place) => path.join(ROOT, place))


const READ = /\.(tsx?|mjs|mdx?|prisma|py)$/

const filesIn = (place: string): string[] =>
  READ.test(place)
    ? [place]
    : readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && READ.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))

/** The pattern with its spaces matching the line breaks of comments, JSX and paragraphs too. */
function acrossLines({ source }: RegExp): RegExp {
  return new RegExp(source.replaceAll(' ', String.raw`\s+(?:(?:\*|\/\/|#)\s+)?`), 'g')
}

/** `file:line: "what was written", write: plain word` for every match. */
function findings(text: string, file: string): string[] {
  return PLAIN_WORDS.flatMap(([pattern, plain]) =>
    [...text.matchAll(acrossLines(pattern))].map((match) => {
      const line = text.slice(0, match.index).split('\n').length
      return `${file}:${line}: "${match[0].replace(/\s+/g, ' ')}", write: ${plain}`
    }),
  )
}

test('source, pages and docs are written in plain words', () => {
  const found = PLACES.flatMap(filesIn)
    .map((file) => path.relative(ROOT, file))
    .flatMap((file) => findings(readFileSync(path.join(ROOT, file), 'utf8'), file))
  expect(found).toEqual([])
})

test.each([
  ['/** It is no\n * number. */', 'x.ts:1: "is no * number", write: is not a'],
  ['one\nIt will be tried again.', 'x.ts:2: "it will be tried again", write: must be retried, will be retried'],
])('finds %j', (text, expected) => {
  expect(findings(text.replace('It will', 'it will'), 'x.ts')).toEqual([expected])
})
