import { importLiterature } from '@/lib/literature/import'
import { literature } from '@/lib/literature/read-file'
import { db } from '@/lib/db'
import { listWeights } from '@/lib/records/list'
import { WeightQuery, type WeightRecord } from '@/lib/weights/schema'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

async function all(): Promise<WeightRecord[]> {
  return (await listWeights(WeightQuery.parse({ limit: 200 }))).items
}

async function at(repo: string, layer: number, row: number, col: number): Promise<WeightRecord> {
  const found = (await all()).find((w) => w.repo === repo && w.layer === layer && w.row === row && w.col === col)
  if (!found) throw new Error(`no record ${repo} layer ${layer} [${row}, ${col}]`)
  return found
}

test('all 60 published coordinates are there, every source is described, and none looks verified', async () => {
  const records = await all()
  expect(records).toHaveLength(60)
  // Sources of what is stated of models stand beside them.
  expect(await db.source.count({ where: { models: { none: {} } } })).toBe(Object.keys(literature().sources).length)
  for (const record of records) {
    expect(record).toMatchObject({ verified: false, class: null, commit: null, value: null, bits: null, version: 1 })
    expect(record.level).toMatchObject({ number: 0, word: 'claimed', conflicting: false })
    expect(record.level.reasons.join(' ')).toContain('not verified here')
  }
})

test('a record and its claim say that no source names a commit', async () => {
  for (const record of await all()) {
    expect(record.missing.commit).toContain('o source names a commit')
    expect(record.claims[0]?.missing.commit).toBe('No source names a commit.')
  }
})

test('every claim has a source with a link, and one that names a commit is linked at it', async () => {
  for (const record of await all()) {
    expect(record.claims.filter((claim) => claim.unit === 'scalar')).toHaveLength(1)
    for (const source of record.claims.flatMap((claim) => claim.sources)) expect(source.url).toMatch(/^https:\/\/\S+$/)
  }
  const llama = await at('huggyllama/llama-7b', 2, 3968, 7003)
  expect(llama.claims[0]?.sources.map((s) => [s.key, s.stance, s.url])).toEqual([
    ['yu2024', 'states', 'https://arxiv.org/abs/2411.07191'],
    [
      'yu2024-code',
      'states',
      'https://github.com/mengxiayu/LLMSuperWeight/tree/232e4eeb3039fb95132d93e8beba38bba28dd9a5',
    ],
  ])
})

test("a published value is the claim's, never the record's", async () => {
  const llama2 = await at('meta-llama/Llama-2-7b-hf', 1, 2533, 7890)
  expect(llama2.claims[0]?.value).toBe(1.5625)
  expect(llama2.claims[0]?.note).toContain('grob2025')
  expect(llama2.value).toBeNull()
  expect(llama2.missing.value).toBeDefined()
})

test('sources that know only the neuron or the channel corroborate, they state nothing', async () => {
  const llama2 = await at('meta-llama/Llama-2-7b-hf', 1, 2533, 7890)
  const stance = Object.fromEntries(llama2.claims.flatMap((claim) => claim.sources).map((s) => [s.key, s.stance]))
  expect(stance).toMatchObject({
    oh2024: 'corroborates',
    sun2024: 'corroborates',
    yu2024: 'states',
    grob2025: 'states',
  })
  expect(llama2.level.reasons.join(' ')).not.toMatch(/oh2024|sun2024/)
})

test('both sides of the disputed pair are marked, name each other and show their sources', async () => {
  const printed = await at('allenai/OLMo-1B-0724-hf', 1, 1764, 8041)
  const coded = await at('allenai/OLMo-1B-0724-hf', 2, 1764, 8041)
  expect(printed).toMatchObject({
    disputed: true,
    rivals: [{ id: coded.id, tensor: coded.tensor, row: 1764, col: 8041 }],
  })
  expect(coded).toMatchObject({
    disputed: true,
    rivals: [{ id: printed.id, tensor: printed.tensor, row: 1764, col: 8041 }],
  })
  const stances = (record: WeightRecord) => record.claims[0]?.sources.map((s) => `${s.key} ${s.stance}`)
  expect(stances(printed)).toEqual(['issue-6 contradicts', 'yu2024 states', 'yu2024-code contradicts'])
  expect(stances(coded)).toEqual(['grob2025 states', 'issue-6 states', 'yu2024 contradicts', 'yu2024-code states'])
  expect((await all()).filter((w) => w.disputed)).toHaveLength(2)
})

test('importing again, even twice at once, changes nothing', async () => {
  const before = await all()
  const nothing = { sources: 0, claims: 0, effects: 0, withdrawn: 0 }
  expect(await Promise.all([importLiterature(), importLiterature()])).toEqual([nothing, nothing])
  expect(await all()).toEqual(before)
})

test('every tensor is named as its checkpoint stores it, so that programs can spell it', async () => {
  for (const record of await all())
    expect(record.spellings).toMatchObject({ transformers: expect.any(String), state_dict: expect.any(String) })
})

test('a claim that leaves the file is withdrawn, its record stays, and it can come back', async () => {
  const full = literature()
  const without = { ...full, claims: full.claims.filter((c) => c.repo !== 'Qwen/Qwen3-0.6B') }
  const qwen = () => at('Qwen/Qwen3-0.6B', 2, 35, 55)
  expect(await importLiterature(without)).toEqual({ sources: 0, claims: 0, effects: 0, withdrawn: 1 })
  expect((await qwen()).version).toBe(2)
  expect((await qwen()).claims[0]?.withdrawn_at).not.toBeNull()
  expect(await importLiterature(full)).toEqual({ sources: 0, claims: 1, effects: 0, withdrawn: 0 })
  expect((await qwen()).claims[0]?.withdrawn_at).toBeNull()
})

test('a claim whose content changed is a new one, and the old one is withdrawn', async () => {
  const full = literature()
  const changed = {
    ...full,
    claims: full.claims.map((c) => (c.repo === 'Qwen/Qwen3-0.6B' ? { ...c, note: 'Another remark.' } : c)),
  }
  expect(await importLiterature(changed)).toEqual({ sources: 0, claims: 1, effects: 0, withdrawn: 1 })
  const { claims } = await at('Qwen/Qwen3-0.6B', 2, 35, 55)
  expect(claims.map((c) => [c.note, c.withdrawn_at === null])).toEqual([
    [null, false],
    ['Another remark.', true],
  ])
  await importLiterature(full)
})
