import { db } from '@/lib/db'
import { aliases, importAliases } from '@/lib/literature/aliases'
import { importLiterature } from '@/lib/literature/import'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })

const namesOf = async (repo: string) =>
  (await db.modelName.findMany({ where: { model: { repo } }, orderBy: [{ kind: 'asc' }, { name: 'asc' }] })).map(
    ({ kind, name, text }) => [kind, name, text],
  )

beforeAll(() => importLiterature(), 60_000)

test('the import gives every alias to a model on record', async () => {
  const known = new Set((await db.model.findMany({ select: { repo: true } })).map(({ repo }) => repo))
  expect(aliases().filter(({ repo }) => !known.has(repo))).toEqual([])
  expect(await namesOf('openai-community/gpt2')).toEqual([
    ['repo', 'openai-community/gpt2', 'openai community / gpt 2'],
    ['name', 'gpt2', 'gpt 2'],
    ['display', 'gpt2', 'gpt 2'],
    ['moved', 'gpt2', 'gpt 2'],
    ['called', 'GPT-2 124M', 'gpt 2 124m'],
    ['called', 'GPT-2 small', 'gpt 2 small'],
    ['called', 'OpenAI GPT-2', 'openai gpt 2'],
  ])
})

test('aliases that are no longer in the file are gone; names of the model itself stay', async () => {
  await db.model.create({ data: { repo: 'org/Some-Model2.5-7B', displayName: 'Some Model' } })
  await importAliases(db, [{ repo: 'org/Some-Model2.5-7B', called: ['Old'], moved: [], mirror: [] }])
  await importAliases(db, [])
  expect(await namesOf('org/Some-Model2.5-7B')).toEqual([
    ['repo', 'org/Some-Model2.5-7B', 'org / some model 2.5 7b'],
    ['name', 'Some-Model2.5-7B', 'some model 2.5 7b'],
    ['display', 'Some Model', 'some model'],
  ])
})
