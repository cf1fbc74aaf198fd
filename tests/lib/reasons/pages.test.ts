import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Problem } from '@/lib/http/problem-schema'
import { STATUSES } from '@/lib/protocol'
import { REASON_CODES, isReasonCode, reasonFacts, reasonPath } from '@/lib/reasons'

const ROOT = path.join(__dirname, '..', '..', '..')
const PAGES = path.join(ROOT, 'content', 'errors')
const pages = readdirSync(PAGES)
  .map((file) => file.replace(/\.md$/, ''))
  .sort()

/** The part of a submission's record that says why it is in its state. */
const Submission = z.strictObject({
  status: z.enum(STATUSES),
  reason: z.strictObject({ code: z.string(), text: z.string().min(1) }),
})

test('every code has a page, and every page is about a code', () => {
  expect(pages).toEqual([...REASON_CODES].sort())
})

test.each(pages.filter(isReasonCode))('the page %s shows a real answer, its cause and what to do', (code) => {
  const { title, problem, states = [] } = reasonFacts(code)
  const text = readFileSync(path.join(PAGES, `${code}.md`), 'utf8')
  const headings = text.split('\n').filter((line) => line.startsWith('#'))
  expect(headings).toEqual([`# ${title}`, '## Example', '## Cause', '## What to do'])
  const example: unknown = JSON.parse(/```json\n([^]*?)\n```/.exec(text)?.[1] ?? '')
  if (problem) return expect(Problem.parse(example)).toMatchObject({ code, type: reasonPath(code), title })
  const { status, reason } = Submission.parse(example)
  expect(reason.code).toBe(code)
  expect(states).toContain(status)
  if (status === 'blocked') expect(reason.text.length).toBeGreaterThanOrEqual(60)
})

test.each(pages.filter(isReasonCode).filter((code) => reasonFacts(code).states))(
  'the page %s names every state that its submission may be in',
  (code) => {
    const opening = readFileSync(path.join(PAGES, `${code}.md`), 'utf8').split('\n\n')[1] ?? ''
    const named = STATUSES.filter((status) => opening.includes(`\`${status}\``))
    expect(named).toEqual(STATUSES.filter((status) => reasonFacts(code).states?.includes(status)))
  },
)

test('the protocol’s page names every reason why a claim is blocked', () => {
  const page = readFileSync(path.join(ROOT, 'content', 'docs', 'protocol.mdx'), 'utf8')
  const blocked = REASON_CODES.filter((code) => reasonFacts(code).states?.includes('blocked'))
  expect(blocked.filter((code) => !page.includes(`\`${code}\``))).toEqual([])
})

test('a code is of a problem, of a state, or both', () => {
  expect(REASON_CODES.filter((code) => !reasonFacts(code).problem && !reasonFacts(code).states?.length)).toEqual([])
})

test('no code stands unused: each is written somewhere in the code that answers, works or verifies', () => {
  const rooms = ['app', 'components', 'lib', 'server', 'verifier', 'worker']
  const text = rooms
    .flatMap((room) =>
      readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(path.join('lib', 'reasons')))
    .map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
    .join('\n')
  expect(REASON_CODES.filter((code) => !text.includes(`'${code}'`))).toEqual([])
})
