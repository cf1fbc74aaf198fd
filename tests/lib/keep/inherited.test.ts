import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import type { KeepEntry } from '@/lib/keep/answers/schema'
import { inheritedEntry, storesTheSame } from '@/lib/keep/inherited'
import { otherShape } from '@/lib/keep/other-shape'

const TENSOR = 'model.layers.2.mlp.down_proj.weight'

const entry = (evidence: KeepEntry['evidence'], value: number | null, bits: string | null): KeepEntry => ({
  evidence,
  record: 'SW-000001',
  url: '/weights/SW-000001',
  class: evidence === 'verified' ? 'A' : null,
  commit: null,
  damage: null,
  why: '',
  sources: [],
  members: [
    {
      weight: 'SW-000001',
      tensor: TENSOR,
      row: 3,
      col: 5,
      layer: 2,
      expert: null,
      shape: [8, 16],
      value,
      dtype: value === null ? null : 'BF16',
      bits,
      base_value: null,
      compared: null,
    },
  ],
})

/** A model that stores one number at that place. */
const storing = (value: number, bits: string, dtype = 'BF16', shape: readonly [number, number] = [8, 16]) =>
  ({
    found: [
      {
        coordinate: { tensor: TENSOR, row: 3, col: 5 },
        reading: { layer: 2, expert: null, outputChannel: 3, inputNeuron: 5 },
        shape,
        dtype,
        file: 'model.safetensors',
        value,
        bits,
      },
    ],
  }) as unknown as CheckpointReading

test.each([
  ['the same bits', storing(2, '4000'), 'same-bits', 'The same bits are stored here.'],
  ['another type', storing(2, '40000000', 'F32'), 'same-value', 'has the same value, stored as F32'],
  ['another number', storing(2.0625, '4004'), 'drifted', 'is 2.0625 instead of 2, +3.1 %'],
  ['next to nothing', storing(0.01, '3c24'), 'gone', 'is gone: 0.01 instead of 2'],
])('a published coordinate of a base is compared, and stays published: %s', (_, reading, compared, words) => {
  const inherited = inheritedEntry(entry('published', 2, '4000'), 'acme/base', reading)
  expect(inherited).toMatchObject({ evidence: 'published', class: null, members: [{ compared, base_value: 2 }] })
  expect(inherited.why).toContain('Published for acme/base; nobody has verified it there or here.')
  expect(inherited.why).toContain(words)
})

test('a published coordinate whose value in the base nobody has read is not compared', () => {
  const inherited = inheritedEntry(entry('published', null, null), 'acme/base', storing(2, '4000'))
  expect(inherited).toMatchObject({
    why: 'Published for acme/base; nobody has verified it there or here.',
    members: [{ value: 2, base_value: null, compared: null }],
  })
})

test('a model stores the same only bit for bit', () => {
  const verified = entry('verified', 2, '4000')
  expect(storesTheSame(verified, storing(2, '4000'))).toBe(true)
  expect(storesTheSame(verified, storing(2.0625, '4004'))).toBe(false)
  expect(storesTheSame(verified, storing(2, '40000000', 'F32'))).toBe(false)
})

test('a model whose tensor has another shape says nothing about the coordinate', () => {
  const { members } = entry('verified', 2, '4000')
  expect(otherShape(storing(2, '4000'), members)).toBeNull()
  expect(otherShape(storing(2, '4000', 'BF16', [8, 32]), members)).toContain('has the shape [8, 32], not [8, 16]')
  const unknown = members.map((member) => ({ ...member, shape: null }))
  expect(otherShape(storing(2, '4000', 'BF16', [8, 32]), unknown)).toBeNull()
})
