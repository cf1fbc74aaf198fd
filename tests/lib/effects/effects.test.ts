import { importLiterature } from '@/lib/literature/import'
import { Literature } from '@/lib/literature/schema'
import { literature } from '@/lib/literature/read-file'
import { db } from '@/lib/db'
import type { EffectRecord } from '@/lib/effects/schema'
import { getModel } from '@/lib/records/get'
import { getSet } from '@/lib/records/get'
import { recordAt, usePublished } from '../../helpers/published'

usePublished()

const short = ({ corpus, before, after, source }: EffectRecord) => [corpus, before, after, source.key]
const ratio = ({ ratio: r, approximate }: EffectRecord) => [r, approximate]

test('Table 1 stands on the record of Llama-7B, with its source, and says that nobody measured it here', async () => {
  const { effects, reports } = await recordAt('huggyllama/llama-7b', 2, 3968, 7003)
  expect(effects.map(short)).toEqual([
    ['WikiText-2', 5.67, 1211.11, 'yu2024-table1'],
    ['C4', 7.08, 763.65, 'yu2024-table1'],
    ['mean of 7 zero-shot tasks', 70.11, 35.14, 'yu2024-table1'],
  ])
  for (const effect of effects)
    expect(effect).toMatchObject({
      measured_here: false,
      source: { url: 'https://arxiv.org/abs/2411.07191', where: 'Table 1' },
    })
  expect(effects.map((e) => e.metric)).toEqual(['perplexity', 'perplexity', 'accuracy'])
  expect(reports).toEqual([])
})

test('a ratio is of perplexities, computed where both were printed; an accuracy has none and says why', async () => {
  const [wiki, , accuracy] = (await recordAt('huggyllama/llama-7b', 2, 3968, 7003)).effects
  expect(wiki?.ratio).toBeCloseTo(1211.11 / 5.67)
  expect(accuracy).toMatchObject({ ratio: null, missing: { ratio: expect.any(String) } })
})

test('a ratio that is all a source gives is taken as printed, and called approximate', async () => {
  expect((await recordAt('allenai/OLMo-1B-0724-hf', 1, 1764, 1710)).effects.map(ratio)).toEqual([[3700, true]])
  expect((await recordAt('allenai/OLMo-1B-0724-hf', 1, 1764, 8041)).effects.map(ratio)).toEqual([[1, true]])
  const mistral = (await recordAt('mistralai/Mistral-7B-v0.1', 1, 2070, 7310)).effects
  expect(mistral[0]).toMatchObject({
    before: 5.25,
    after: null,
    ratio: 1430,
    approximate: true,
    missing: { after: expect.any(String) },
  })
})

test('figures behind which no publication stands are approximate, and say so to programs', async () => {
  const { effects } = await recordAt('allenai/OLMo-1B-0724-hf', 1, 1764, 1710)
  expect(effects[0]).toMatchObject({
    approximate: true,
    source: {
      citation: expect.stringMatching(/^Source unnamed: /),
      url: '/docs/super-weights#published-effects',
      where: null,
    },
  })
  const all = literature().effects.map(({ source, approximate }) => [source, approximate])
  expect(all.filter(([source]) => source === 'reference-figures')).toEqual(Array(3).fill(['reference-figures', true]))
})

test('the file is refused where a figure without a publication claims to be exact', () => {
  const file = literature()
  const exact = file.effects.map((effect) => ({ ...effect, approximate: false }))
  const { error } = Literature.safeParse({ ...file, effects: exact })
  expect(error?.issues.map(({ message }) => message)).toEqual(
    Array(3).fill('no publication stands behind source "reference-figures": the figure must be marked as approximate'),
  )
})

test.each([
  ['Qwen/Qwen2.5-3B', 2, 318, 3189, [['WikiText-2', 7.219, 9.188, 'rinkasa2025']]],
  [
    'openai-community/gpt2',
    2,
    666,
    447,
    [
      ['WikiText-2', 25.987, 25.985, 'rinkasa2025'],
      ['WikiText-2', 29.462, 29.477, 'rinkasa2025-second-run'],
    ],
  ],
  ['allenai/OLMo-1B-0724-hf', 15, 1764, 6840, [[null, 13.66, 14.02, 'grob2025']]],
  ['HuggingFaceTB/SmolLM2-1.7B', 1, 749, 4987, [['WikiText-2', 6.928025722503662, 90726536, 'smollm-notebook']]],
])('%s: what was published of layer %i [%i, %i]', async (repo, layer, row, col, effects) => {
  expect((await recordAt(repo, layer, row, col)).effects.map(short)).toEqual(effects)
})

test('Mistral was measured alone and together with another: the record shows both and says what was removed', async () => {
  const { id, effects } = await recordAt('mistralai/Mistral-7B-v0.1', 1, 2070, 7310)
  const late = await recordAt('mistralai/Mistral-7B-v0.1', 31, 53, 2187)
  expect(effects.map((e) => e.removed.weights.map((w) => w.id))).toEqual([[id], [id], [id, late.id]])
  expect(late.effects.map((e) => e.removed.weights.length)).toEqual([2])
})

test('a set shows what was published of all its members and of each, and nothing of others', async () => {
  const set = async (repo: string) =>
    (await getSet(`SS-${(await db.set.findFirstOrThrow({ where: { model: { repo } } })).id}`))?.record
  expect((await set('huggyllama/llama-13b'))?.effects.map(short)).toEqual([
    ['mean of 7 zero-shot tasks', 72.394, 29.573, 'yu2024-notebook'],
  ])
  const olmo = await set('allenai/OLMo-1B-0724-hf')
  expect(olmo?.effects.map((e) => e.removed.weights.map((w) => w.col))).toEqual([[1710]])
})

test('a model shows all that was published of it, whole experts included', async () => {
  const deepseek = await getModel('deepseek-ai/DeepSeek-V2-Lite')
  expect(deepseek?.effects).toMatchObject([
    {
      before: 6.31,
      after: 10.75,
      removed: {
        weights: [],
        experts: [
          { layer: 3, expert: 54 },
          { layer: 4, expert: 38 },
        ],
      },
    },
  ])
  expect((await getModel('allenai/OLMo-1B-0724-hf'))?.effects).toHaveLength(3)
})

test('an effect that changes in the file replaces the old one on every record, each with a new version', async () => {
  const full = literature()
  const effects = full.effects.map((e) => (e.repo === 'Qwen/Qwen2.5-3B' ? { ...e, after: 9.2 } : e))
  expect(await importLiterature({ ...full, effects })).toEqual({ sources: 0, claims: 0, effects: 1, withdrawn: 1 })
  expect(await recordAt('Qwen/Qwen2.5-3B', 2, 318, 3189)).toMatchObject({ version: 2, effects: [{ after: 9.2 }] })
  expect(await importLiterature(full)).toEqual({ sources: 0, claims: 0, effects: 1, withdrawn: 1 })
  expect(await recordAt('Qwen/Qwen2.5-3B', 2, 318, 3189)).toMatchObject({ version: 3, effects: [{ after: 9.188 }] })
})
