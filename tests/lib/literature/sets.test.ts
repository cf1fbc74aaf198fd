import { importLiterature } from '@/lib/literature/import'
import { literature } from '@/lib/literature/read-file'
import { db } from '@/lib/db'
import { getSet } from '@/lib/records/get'
import type { SetRecord } from '@/lib/sets/schema'
import { getWeight } from '@/lib/records/get'
import { usePublished } from '../../helpers/published'

usePublished()

async function setOf(repo: string): Promise<SetRecord> {
  const { id } = await db.set.findFirstOrThrow({ where: { model: { repo } } })
  const found = await getSet(`SS-${id}`)
  if (!found) throw new Error(`no set of ${repo}`)
  return found.record
}

test.each([
  [
    'microsoft/Phi-3-mini-4k-instruct',
    ['2 525 808', '2 1693 808', '2 1113 808', '4 525 2723', '4 1113 2723', '4 1693 2723'],
    ['yu2024', 'yu2024-code'],
  ],
  ['huggyllama/llama-13b', ['2 2231 2278', '2 2231 6939'], ['yu2024', 'yu2024-code']],
  ['huggyllama/llama-30b', ['3 5633 12817', '3 5633 17439', '10 5633 14386'], ['yu2024', 'yu2024-code']],
  ['allenai/OLMo-1B-0724-hf', ['1 1764 1710', '2 1764 8041'], ['yu2024-code']],
  ['allenai/OLMo-7B-0724-hf', ['1 269 7467', '2 269 8275', '7 269 453', '24 269 2300'], ['yu2024', 'yu2024-code']],
  ['meta-llama/Meta-Llama-3-8B', ['1 788 2427', '1 1384 2427', '1 4062 2427'], ['yu2024-code']],
])('%s: the set of the paper stands at level 0, with its source', async (repo, members, sources) => {
  const set = await setOf(repo)
  expect(set).toMatchObject({
    repo,
    commit: null,
    level: { number: 0, word: 'claimed' },
    class: null,
    verified: false,
    reports: [],
  })
  expect(set.members.map((m) => `${/layers\.(\d+)/.exec(m.tensor)?.[1] ?? ''} ${m.row} ${m.col}`)).toEqual(members)
  expect(set.claims).toHaveLength(1)
  expect(set.claims[0]).toMatchObject({
    origin: 'literature',
    unit: 'scalar',
    polarity: 'claims',
    commit: null,
    note: expect.any(String),
  })
  expect(set.claims[0]?.sources.map((s) => s.key)).toEqual(sources)
  for (const source of sources) expect(set.level.reasons[0]).toContain(source)
})

test('it says why it has no commit, no class and no value', async () => {
  const { missing } = await setOf('huggyllama/llama-13b')
  expect(missing).toMatchObject({
    commit: expect.stringContaining('No source names a commit'),
    class: expect.any(String),
    'members.0.value': 'Its value has not been read.',
  })
})

test('its members say that they belong to it', async () => {
  const set = await setOf('huggyllama/llama-30b')
  for (const { id } of set.members) expect((await getWeight(id))?.record.sets).toEqual([{ id: set.id, class: null }])
})

test('a set that leaves the file keeps its record, whose claim is withdrawn and whose publication is gone', async () => {
  const full = literature()
  expect(await importLiterature({ ...full, sets: full.sets.filter((s) => s.repo !== 'huggyllama/llama-13b') })).toEqual(
    { sources: 0, claims: 0, effects: 0, withdrawn: 1 },
  )
  const gone = await setOf('huggyllama/llama-13b')
  expect(gone).toMatchObject({ version: 2, claims: [{ withdrawn_at: expect.any(String) }] })
  expect(await importLiterature(full)).toEqual({ sources: 0, claims: 1, effects: 0, withdrawn: 0 })
  expect((await setOf('huggyllama/llama-13b')).claims[0]?.withdrawn_at).toBeNull()
})
