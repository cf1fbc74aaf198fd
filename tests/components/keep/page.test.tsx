import { KeepPage } from '@/components/keep/page'
import { TOOLS } from '@/lib/keep/formats'
import type { KeepAnswer, KeepEntry } from '@/lib/keep/answers/schema'
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
  dtype: null,
  bits: null,
  base_value: null,
  compared: null,
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
  commit: null,
  gated: null,
  made_from: [],
  base: null,
  base_found: null,
  family: 'llama',
  layers: 32,
  parameters: 7_000_000_000,
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
  const none = answer({ entries: [], commit: 'a'.repeat(40), summary: 'No super weight of this model is known.' })
  expect(html(<KeepPage asked={{ kind: 'known', answer: none }} />)).toContain('href="/submit?repo=acme%2Fmodel"')
  const page = text(<KeepPage asked={{ kind: 'known', answer: none }} />)
  expect(page).toContain('nobody has looked')
  expect(page).toContain('npx superweights find acme/model')
})

it('does not say that nobody has looked where something was measured', () => {
  const why = 'Measured here: class D, too little damage.'
  const measured = answer({ entries: [], not_needed: [{ record: 'SW-000001', url: '/weights/SW-000001', why }] })
  const page = text(<KeepPage asked={{ kind: 'known', answer: measured }} />)
  expect(page).not.toContain('nobody has looked')
  expect(page).toContain(why)
})

it('says of an inherited weight where it is verified, and never that it is verified here', () => {
  const why = 'The same bits as in acme/base, where removing it wrecks the model.'
  const inherited = { ...published, evidence: 'same-bits' as const, commit: 'b'.repeat(40), why }
  const known = answer({ entries: [inherited], commit: 'a'.repeat(40), base: 'acme/base' })
  const page = text(<KeepPage asked={{ kind: 'known', answer: known }} />)
  expect(page).toContain('Same bits as verified in the base model')
  expect(page).toContain(why)
  expect(page).not.toContain('Verified here')
})

it('keeps what was typed in the field, and says what is wrong with it', () => {
  const page = html(<KeepPage asked={{ kind: 'wrong', text: 'not <a> name', why: 'It is not a repository name.' }} />)
  expect(page).toContain('value="not &lt;a&gt; name"')
  expect(page).toContain('It is not a repository name.')
})

it('offers the list for every tool, and shows the chosen one with its cost and its source', () => {
  const known = answer({ entries: [{ ...published, members: [{ ...member(3968), shape: [4096, 11008] }] }] })
  for (const { name } of TOOLS) expect(text(<KeepPage asked={{ kind: 'known', answer: known }} />)).toContain(name)
  const page = <KeepPage asked={{ kind: 'known', answer: known }} tool="gptq" />
  expect(text(page)).toContain('model\\\\.layers\\\\.2\\\\.mlp\\\\.down_proj')
  expect(text(page)).toContain('67.6 MB, 0.0773 bits per weight of the model')
  expect(html(page)).toContain('href="/api/v1/keep/acme/model?format=gptq" download="keep-gptq.json"')
  expect(html(page)).toContain('aria-current="true"')
})

it('offers no list where there is nothing to keep', () => {
  const none = answer({ entries: [] })
  expect(html(<KeepPage asked={{ kind: 'known', answer: none }} tool="gptq" />)).not.toContain('format=')
})
