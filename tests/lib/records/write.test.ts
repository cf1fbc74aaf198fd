import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { historyOf } from '@/lib/records/history'
import { KINDS } from '@/lib/records/kinds'
import { write } from '@/lib/records/write'
import { useDatabase } from '../../helpers/database'

useDatabase()
beforeEach(async () => {
  const claim = { repo: 'org/name', model: 'Name', sources: ['a'], layer: 1, col: 3 }
  const tensor = 'model.layers.1.mlp.down_proj.weight'
  await importLiterature({
    readme: '',
    sources: { a: { citation: 'A paper', url: 'https://example.org/a' } },
    claims: [1, 2].map((row) => ({ ...claim, tensor, row })),
    sets: [
      { repo: 'org/name', model: 'Name', sources: ['a'], members: [1, 2].map((row) => ({ tensor, row, col: 3 })) },
    ],
  })
})

const NAMES = { weight: 'SW-000001', set: 'SS-000001', model: 'org/name' } as const

describe.each(['weight', 'set', 'model'] as const)('a record of a %s', (kind) => {
  const content = async () => {
    const rendered = (await KINDS[kind].render(db, [1])).get(1)
    if (!rendered) throw new Error('nothing rendered')
    return rendered
  }
  const history = async () => (await historyOf(kind, NAMES[kind])).map(({ version, reason }) => [version, reason])

  test('the same content makes no version', async () => {
    expect(await write(db, kind, 1, await content(), 'Again.')).toEqual({ version: 1, changed: false })
    expect(await history()).toEqual([[1, 'The literature was imported.']])
  })

  test('other content makes the next one, with its cause', async () => {
    const changed = { ...(await content()), missing: { words: 'Others.' } }
    expect(await write(db, kind, 1, changed, 'Other words.')).toEqual({ version: 2, changed: true })
    expect(await history()).toEqual([
      [2, 'Other words.'],
      [1, 'The literature was imported.'],
    ])
  })

  test('it belongs to the transaction of its caller', async () => {
    const changed = { ...(await content()), missing: { words: 'Others.' } }
    const failing = db.$transaction(async (tx) => {
      await write(tx, kind, 1, changed, 'Other words.')
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await history()).toHaveLength(1)
  })

  test("what does not fit today's schema is not written", async () => {
    const wrong = { ...(await content()), repo: 7 }
    await expect(write(db, kind, 1, wrong as never, 'Wrong.')).rejects.toThrow()
    expect(await history()).toHaveLength(1)
  })
})

test('a source that is described anew gives new versions to what tells of it', async () => {
  const content = { readme: '', sets: [], effects: [] }
  const claim = { repo: 'org/name', model: 'Name', sources: ['a'], layer: 1, col: 3, row: 1 }
  const claims = [{ ...claim, tensor: 'model.layers.1.mlp.down_proj.weight' }]
  const citation = 'A paper, second edition'
  await importLiterature({ ...content, claims, sources: { a: { citation, url: 'https://example.org/a' } } })
  await importLiterature({ ...content, claims, sources: { a: { citation: 'Third', url: 'https://example.org/a' } } })
  expect(await historyOf('weight', 'SW-000001')).toHaveLength(3)
})
