import { importLiterature } from '@/lib/literature/import'
import { literature } from '@/lib/literature/read-file'
import { db } from '@/lib/db'
import { getModel } from '@/lib/records/get'
import { threeNumbers } from '@/lib/stats/three-numbers'
import { recordAt, usePublished } from '../../helpers/published'

usePublished()

test('GPT-2 stores [in, out]: the row is the input neuron and the column the output channel', async () => {
  const gpt2 = await recordAt('openai-community/gpt2', 2, 666, 447)
  expect(gpt2).toMatchObject({
    tensor: 'h.2.mlp.c_proj.weight',
    input_neuron: 666,
    output_channel: 447,
    spellings: { stored: 'h.2.mlp.c_proj.weight[666, 447]' },
  })
})

test.each([
  ['openai-community/gpt2', 2, 666, 447, 'rinkasa2025'],
  ['allenai/OLMo-1B-0724-hf', 15, 1764, 6840, 'grob2025'],
] as const)('a negative result is a record: %s layer %i [%i, %i]', async (repo, layer, row, col, source) => {
  const record = await recordAt(repo, layer, row, col)
  expect(record).toMatchObject({ published_as_negative: true, verified: false, class: null, level: { number: 0 } })
  expect(record.claims[0]).toMatchObject({ polarity: 'negative', sources: [{ key: source, stance: 'states' }] })
  expect(record.level.reasons.join(' ')).toContain(
    `One publication reports it as a negative result, not a super weight: ${source}.`,
  )
  expect(record.level.reasons.join(' ')).not.toContain('publication states it')
  expect(record.level.reasons.join(' ')).toContain('published as negative, not verified here')
})

test('it is never counted as a super weight, and its model says which one it is', async () => {
  expect(await db.weight.count()).toBe(60)
  expect((await threeNumbers()).weights).toBe(58)
  expect((await getModel('openai-community/gpt2'))?.weights).toMatchObject([{ row: 666, published_as_negative: true }])
  expect((await getModel('allenai/OLMo-1B-0724-hf'))?.weights.map((w) => w.published_as_negative)).toEqual([
    false,
    false,
    false,
    true,
    false,
  ])
})

test('one publication that states it is enough: then the record shows both and is no negative', async () => {
  const full = literature()
  const both = full.claims.flatMap((c) =>
    c.unit === 'scalar' && c.polarity === 'negative' && c.repo === 'openai-community/gpt2'
      ? [{ ...c, polarity: 'claims' as const }]
      : [c],
  )
  await importLiterature({ ...full, claims: both })
  const record = await recordAt('openai-community/gpt2', 2, 666, 447)
  expect(record.published_as_negative).toBe(false)
  expect(record.claims.map((c) => [c.polarity, c.withdrawn_at === null])).toEqual([
    ['negative', false],
    ['claims', true],
  ])
  expect((await threeNumbers()).weights).toBe(59)
  await importLiterature(full)
})
