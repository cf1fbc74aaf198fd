import { KeepPage } from '@/components/keep/page'
import type { KeepAnswer, KeepEntry } from '@/lib/keep/schema'
import { html, text } from '../html'

const member = (row: number): KeepEntry['members'][number] => ({
  weight: 'SW-000001',
  tensor: 'model.layers.2.mlp.down_proj.weight',
  row,
  col: 7003,
  layer: 2,
  expert: null,
  shape: null,
  value: null,
})

const published: KeepEntry = {
  evidence: 'published',
  record: 'SW-000001',
  url: '/weights/SW-000001',
  class: null,
  commit: null,
  damage: null,
  why: 'Published by one source, not verified here yet.',
  sources: [{ key: 'a', citation: 'A paper', url: 'https://example.org/a' }],
  members: [member(3968)],
}

const answer = (changes: Partial<KeepAnswer> = {}): KeepAnswer => ({
  schema_version: 1,
  repo: 'acme/model',
  url: '/keep?repo=acme%2Fmodel',
  summary: 'Keep this one weight in high precision: published, not verified here yet.',
  entries: [published],
  not_needed: [],
  find: 'npx superweights find acme/model',
  ...changes,
})

it('shows what an entry rests on, and never calls verified what is only published', () => {
  const page = text(<KeepPage asked={{ kind: 'known', answer: answer() }} />)
  expect(page).toContain('[3968, 7003]')
  expect(page).toContain('Published, not verified here')
  expect(page).toContain('A paper')
  expect(page).not.toContain('Verified here')
  expect(page).toContain('not measured')
})

it('keeps the members of a set in one row', () => {
  const verified: KeepEntry = {
    ...published,
    evidence: 'verified',
    class: 'B',
    commit: 'a'.repeat(40),
    damage: { ratio: 69.6, lower: 68, upper: 71, infinite: false },
    members: [member(1), member(2)],
  }
  const page = html(<KeepPage asked={{ kind: 'known', answer: answer({ entries: [verified] }) }} />)
  expect(page.match(/<tr/g)).toHaveLength(2) // the head and one row
  expect(page).toContain('×69.6')
})

it('says of a model without records that nobody has looked, and how to find out', () => {
  const page = html(<KeepPage asked={{ kind: 'unknown', repo: 'acme/unknown' }} />)
  expect(page).toContain('Nothing is on record of acme/unknown')
  expect(page).toContain('href="/submit?repo=acme%2Funknown"')
  expect(text(<KeepPage asked={{ kind: 'unknown', repo: 'acme/unknown' }} />)).toContain(
    'npx superweights find acme/unknown',
  )
})

it('keeps what was typed in the field, and says what is wrong with it', () => {
  const page = html(<KeepPage asked={{ kind: 'wrong', text: 'not <a> name', why: 'It is not a repository name.' }} />)
  expect(page).toContain('value="not &lt;a&gt; name"')
  expect(page).toContain('It is not a repository name.')
})
