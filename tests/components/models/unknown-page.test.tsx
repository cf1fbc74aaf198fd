import { RefusedModelPage, UnknownModelPage, UnreadModelPage } from '@/components/models/unknown-page'
import type { KeepAnswer } from '@/lib/keep/answers/schema'
import { html, text } from '../html'

const answer: KeepAnswer = {
  schema_version: 1,
  repo: 'acme/tuned',
  url: '/keep?repo=acme%2Ftuned',
  summary: 'No super weight of this model is known.',
  commit: 'a'.repeat(40),
  gated: true,
  made_from: ['acme/base', 'acme/other'],
  base: null,
  base_found: null,
  family: 'llama',
  layers: 32,
  parameters: 7_000_000_000,
  entries: [],
  not_needed: [],
  find: 'npx superweights find acme/tuned',
}

test('a model without a record says what it is, what it was made from, and what to do next', () => {
  const page = html(<UnknownModelPage answer={answer} />)
  for (const part of ['llama', '32', '7&nbsp;B', 'gated', 'href="/models/acme/base"', 'href="/models/acme/other"'])
    expect(page.replaceAll('\u00a0', '&nbsp;')).toContain(part)
  expect(page).toContain('href="/submit?repo=acme%2Ftuned"')
  expect(text(<UnknownModelPage answer={answer} />)).toContain('npx superweights find acme/tuned')
})

test.each([
  ['quantised', true],
  ['gguf-only', true],
  ['adapter-only', false],
])('what is %s says so, and leads to its base, and to the audit if it is quantised: %s', (cause, audited) => {
  const page = html(<RefusedModelPage repo="acme/packed" cause={cause} text="It is packed." base="acme/base" />)
  for (const part of [
    'It is packed.',
    `href="/errors/${cause}"`,
    'href="/models/acme/base"',
    'href="/keep?repo=acme%2Fbase"',
  ])
    expect(page).toContain(part)
  expect(page.includes('href="/audit?repo=acme%2Fpacked"')).toBe(audited)
})

test('a refused model that names no base has nothing to look at instead, and one that could not be read says why', () => {
  const refused = text(<RefusedModelPage repo="acme/x" cause="unsupported-format" text="Only pickles." base={null} />)
  expect(refused).toContain('Only pickles.')
  expect(refused).not.toContain('instead')
  expect(text(<UnreadModelPage repo="acme/x" text="The Hub could not be reached." />)).toContain('could not be reached')
})
