import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { FORM_REASONS } from '@/lib/protocol'
import { Problem } from '@/lib/http/problem-schema'
import { titleOf } from '@/lib/http/problem'

const ROOT = path.join(__dirname, '..', '..', '..')
const PAGES = path.join(ROOT, 'content', 'errors')

/** Rooms whose errors a client may see. */
const ROOMS = ['app', 'components', 'lib', 'server', 'worker']

const sources = ROOMS.flatMap((room) =>
  readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(ROOT, room, file), 'utf8')),
)
const codes = [...new Set(sources.filter((text) => text.includes('new AppError(')).flatMap(codesOf))].sort()
/** Reasons why a claim is blocked that have a page too. */
const reasons: readonly string[] = FORM_REASONS
const pages = readdirSync(PAGES)
  .map((file) => file.replace(/\.md$/, ''))
  .sort()

/** The part of a submission's record that says why it is blocked. */
const Blocked = z.strictObject({
  status: z.literal('blocked'),
  reason: z.strictObject({ code: z.string(), text: z.string().min(60) }),
})

/**
 * The code of every `new AppError({ ... })` in a source. Where it is a variable, the AppError stands in a function `name(code: string, ...)`, and
 * the codes are what that function is called with.
 */
function codesOf(text: string): string[] {
  const direct = text
    .split('new AppError(')
    .slice(1)
    .flatMap((rest) => {
      const code = /^\{[^]*?\bcode(?:: '([a-z-]+)'|,)/.exec(rest)
      if (!code) throw new Error(`An AppError without a code: ${rest.slice(0, 200)}`)
      return code[1] ?? []
    })
  const makers = [...text.matchAll(/function (\w+)\(\s*code: string/g)].map(([, name]) => name)
  return [
    ...direct,
    ...makers.flatMap((name) =>
      [...text.matchAll(new RegExp(`\\b${name}\\(\\s*'([a-z-]+)'`, 'g'))].map(([, code]) => code ?? ''),
    ),
  ]
}

test('codes are found in the source', () => {
  expect(codes).toEqual(
    expect.arrayContaining([
      'bad-cursor',
      'invalid-input',
      'not-found',
      'internal',
      'no-such-coordinate',
      'malformed-repo',
    ]),
  )
})

test.each([...codes, ...reasons])('the code %s has a page', (code) => {
  expect(pages).toContain(code)
})

test.each(pages)('the page %s shows a real problem, its cause and what to do', (code) => {
  const text = readFileSync(path.join(PAGES, `${code}.md`), 'utf8')
  const headings = text.split('\n').filter((line) => line.startsWith('#'))
  expect(headings).toEqual([`# ${titleOf(code)}`, '## Example', '## Cause', '## What to do'])
  const example = /```json\n([^]*?)\n```/.exec(text)?.[1] ?? ''
  if (reasons.includes(code)) expect(Blocked.parse(JSON.parse(example)).reason.code).toBe(code)
  else expect(Problem.parse(JSON.parse(example))).toMatchObject({ code, type: `/errors/${code}`, title: titleOf(code) })
})

test('no page speaks of a code that is no longer used', () => {
  expect(pages.filter((page) => !codes.includes(page) && !reasons.includes(page))).toEqual([])
})
