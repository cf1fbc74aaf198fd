import { literature } from '@/lib/literature/read-file'
import { importLiterature } from '@/lib/literature/import'
import { db } from '@/lib/db'
import { getModel } from '@/lib/records/get'
import type { WeightRecord } from '@/lib/weights/schema'
import { recordAt, recordsOf, usePublished } from '../../helpers/published'

usePublished()

/** Who corroborates a record, and with what: "oh2024 neuron". */
const corroborated = ({ claims }: WeightRecord) =>
  claims.filter((c) => c.unit !== 'scalar').flatMap((c) => c.sources.map((s) => `${s.key} ${c.unit} ${s.stance}`))

test('a super expert is not a coordinate: it stands on its model, with its source, and has no record', async () => {
  const experts = literature().claims.filter((c) => c.unit === 'expert')
  expect(experts).toHaveLength(25)
  expect(await recordsOf('deepseek-ai/DeepSeek-R1')).toEqual([])
  const model = await getModel('deepseek-ai/DeepSeek-R1')
  expect(model).toMatchObject({ weights: [], sets: [] })
  expect(model?.claims.map(({ unit, place }) => [unit, place?.layer, place?.expert])).toEqual([
    ['expert', 8, 24],
    ['expert', 8, 'shared'],
    ['expert', 12, 190],
    ['expert', 13, 64],
    ['expert', 14, 202],
    ['expert', 14, 'shared'],
    ['expert', 22, 'shared'],
    ['expert', 33, 64],
    ['expert', 33, 'shared'],
    ['expert', 35, 'shared'],
  ])
  expect(model?.claims[0]).toMatchObject({
    polarity: 'claims',
    note: 'super expert; FP8 checkpoint.',
    sources: [{ key: 'su2025-experts', stance: 'states', where: 'Tables 2, 7, 10' }],
  })
})

test('the seven channels of the census stand on their models, at the commit that it names', async () => {
  const channels = await db.claim.findMany({
    where: { unit: 'channel', sources: { some: { sourceKey: 'census2026' } } },
    include: { model: true },
    orderBy: { id: 'asc' },
  })
  expect(channels.map((c) => `${c.model.repo} ${c.layer} ${c.channel}`)).toEqual([
    'Qwen/Qwen2.5-0.5B 21 62',
    'Qwen/Qwen2.5-1.5B 26 408',
    'Qwen/Qwen2.5-3B 30 318',
    'Qwen/Qwen2.5-7B 26 458',
    'HuggingFaceTB/SmolLM2-135M 11 507',
    'HuggingFaceTB/SmolLM2-360M 3 87',
    'HuggingFaceTB/SmolLM2-1.7B 7 227',
  ])
  expect((await getModel('HuggingFaceTB/SmolLM2-135M'))?.claims[0]?.commit).toBe(
    '93efa2f097d58c2a74874c7e644dbc9b0cee75a2',
  )
})

test('a neuron corroborates every coordinate of its layer that it feeds, a channel without a layer every one that writes to it', async () => {
  for (const row of [525, 1693, 1113])
    expect(corroborated(await recordAt('microsoft/Phi-3-mini-4k-instruct', 2, row, 808))).toEqual([
      'oh2024 neuron corroborates',
    ])
  expect(corroborated(await recordAt('microsoft/Phi-3-mini-4k-instruct', 4, 525, 2723))).toEqual([])
  expect(corroborated(await recordAt('meta-llama/Llama-2-7b-hf', 1, 1415, 7890))).toEqual([
    'oh2024 neuron corroborates',
    'sun2024 channel corroborates',
  ])
  expect(corroborated(await recordAt('meta-llama/Llama-2-7b-hf', 29, 2533, 5162))).toEqual([
    'sun2024 channel corroborates',
  ])
})

test('a channel of another layer corroborates nothing: Qwen2.5-3B [318, 3189] is in layer 2, the census found channel 318 in layer 30', async () => {
  expect(corroborated(await recordAt('Qwen/Qwen2.5-3B', 2, 318, 3189))).toEqual([])
})

test('what only corroborates counts for no level and makes nothing verified', async () => {
  const record = await recordAt('meta-llama/Llama-2-13b-hf', 3, 4743, 7678)
  expect(corroborated(record)).toHaveLength(2)
  expect(record.level.reasons.join(' ')).not.toMatch(/oh2024|sun2024/)
})

test('a corroborating claim that is withdrawn no longer stands on the record', async () => {
  const full = literature()
  await importLiterature({ ...full, claims: full.claims.filter((c) => c.unit !== 'neuron') })
  expect(corroborated(await recordAt('mistralai/Mistral-7B-v0.1', 1, 2070, 7310))).toEqual([])
  expect((await getModel('mistralai/Mistral-7B-v0.1'))?.claims[0]?.withdrawn_at).not.toBeNull()
  await importLiterature(full)
  expect(corroborated(await recordAt('mistralai/Mistral-7B-v0.1', 1, 2070, 7310))).toEqual([
    'oh2024 neuron corroborates',
  ])
})
