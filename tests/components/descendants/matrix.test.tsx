import { Descendants } from '@/components/descendants/matrix'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import { html, text } from '../html'

const weight = (id: string, row: number) => ({
  weight: id,
  tensor: 'model.layers.1.mlp.down_proj.weight',
  row,
  col: 88,
  layer: 1,
  value: 2,
  dtype: 'BF16',
  bits: '4000',
})
const value = (id: string, changes: Partial<DescendantsRecord['items'][number]['values'][number]> = {}) => ({
  weight: id,
  value: 2,
  dtype: 'BF16',
  bits: '4000',
  compared: 'same-bits' as const,
  change: 0,
  verified: false,
  ...changes,
})
const [ONE, TWO] = ['SW-000001', 'SW-000002']
const known: DescendantsRecord = {
  schema_version: 1,
  repo: 'acme/base',
  lookup: {
    state: 'done',
    to_read: 3,
    read: 3,
    passed_over: 2,
    more: true,
    reason: null,
    asked_at: '2026-11-30T00:00:00.000Z',
    finished_at: '2026-11-30T00:01:00.000Z',
  },
  weights: [weight(ONE, 23), weight(TWO, 24)],
  items: [
    {
      repo: 'acme/broken',
      commit: 'a'.repeat(40),
      read_at: '2026-11-30T00:00:30.000Z',
      reason: null,
      values: [
        value(ONE, { value: 0, compared: 'gone', change: -1 }),
        value(TWO, { value: 2.0625, compared: 'drifted', change: 0.03125, verified: true }),
      ],
    },
    {
      repo: 'acme/other',
      commit: null,
      read_at: '2026-11-30T00:00:40.000Z',
      reason: { code: 'no-such-coordinate', text: 'There is no layer 1.' },
      values: [],
    },
  ],
}

test('each model has a row and each coordinate a column, with the value and what it is to that of the base', () => {
  const page = text(<Descendants known={known} />)
  for (const words of ['acme/broken', 'layer 1 [23, 88]', 'gone', '+3.1 %', '2.0625', 'verified there, too'])
    expect(page).toContain(words)
  expect(page).toContain('cannot be compared')
  expect(page).toContain('There is no layer 1.')
  expect(page).toContain('Only the 3 most downloaded.')
  expect(page).toContain('2 adapters and quantised uploads left out')
})

test("a record's page shows its own column", () => {
  const page = text(<Descendants known={known} only={[TWO]} />)
  expect(page).toContain('layer 1 [24, 88]')
  expect(page).not.toContain('layer 1 [23, 88]')
  expect(html(<Descendants known={known} only={['SW-000009']} />)).toBe('')
})

test.each([
  [{ state: 'running', read: 1 }, 'They are being read: 1 of 3 so far.'],
  [{ state: 'waiting' }, 'They are about to be read.'],
  [{ state: 'failed', reason: 'The Hub answered 400.' }, 'They could not be read: The Hub answered 400.'],
] as const)('while it is %o, it says so', (changes, words) => {
  expect(text(<Descendants known={{ ...known, lookup: { ...known.lookup!, ...changes } }} />)).toContain(words)
})

test('before the first reading it says when that begins', () => {
  expect(text(<Descendants known={{ ...known, lookup: null, items: [] }} />)).toContain('within minutes')
})
