import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { getModel, getWeight } from '@/lib/records/get'
import { rerenderAll, rerenderIsDue, type RerenderProgress } from '@/lib/records/rerender'
import type { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../../helpers/database'

useDatabase()
beforeEach(async () => {
  const sources = { a: { citation: 'A paper', url: 'https://example.org/a' } }
  const claim = { model: 'Name', sources: ['a'], layer: 1, tensor: 'model.layers.1.mlp.down_proj.weight', col: 3 }
  await importLiterature({
    readme: '',
    sources,
    claims: ['org/first', 'org/second'].flatMap((repo) => [1, 2].map((row) => ({ ...claim, repo, row }))),
  })
})

/** Makes the latest version of a weight one that an older release wrote in its own words. */
async function writeOld(id: number): Promise<void> {
  const { body } = await db.weightVersion.findFirstOrThrow({ where: { weightId: id } })
  const missing = { commit: 'Nobody has submitted it.' }
  const old = { ...(body as Prisma.JsonObject), version: 2, missing }
  await db.weightVersion.create({ data: { weightId: id, version: 2, body: old, reason: 'An older release.' } })
  await db.weight.update({ where: { id }, data: { version: 2 } })
}

const versionsOf = async (weightId: number) => db.weightVersion.count({ where: { weightId } })

test('what stands as its claims and reports say gets no version, however often', async () => {
  expect(await rerenderAll()).toMatchObject({ done: 6, total: 6, changed: 0 })
  expect(await db.weightVersion.count()).toBe(4)
})

test('the wording of an older release is corrected, once, and only where they differ', async () => {
  await writeOld(2)
  expect((await getWeight('SW-000002'))?.record.missing['commit']).toBe('Nobody has submitted it.')
  expect((await rerenderAll()).changed).toBe(1)
  const { record } = (await getWeight('SW-000002')) ?? {}
  expect(record).toMatchObject({ version: 3, missing: { commit: expect.stringContaining('No source names a commit') } })
  expect((await rerenderAll()).changed).toBe(0)
  expect([await versionsOf(1), await versionsOf(2)]).toEqual([1, 3])
  expect(await db.weightVersion.findFirst({ where: { weightId: 2, version: 3 }, select: { reason: true } })).toEqual({
    reason: 'Rendered again from its claims and reports by a newer release.',
  })
})

test('it says how far it is, and goes on where it was stopped when it is run again', async () => {
  await writeOld(1)
  await writeOld(3)
  const heard: RerenderProgress[] = []
  const stopped = rerenderAll((progress) => {
    heard.push(progress)
    if (progress.changed === 1) throw new Error('stopped')
  })
  await expect(stopped).rejects.toThrow('stopped')
  expect(heard.at(-1)).toMatchObject({ done: 2, total: 6, changed: 1, secondsLeft: expect.any(Number) })
  heard.length = 0
  await rerenderAll((progress) => heard.push(progress))
  expect(heard.at(-1)).toMatchObject({ done: 6, total: 6, changed: 1, secondsLeft: 0 })
})

test('a model whose record was never rendered makes a rerender due, and gets its first version', async () => {
  expect(await rerenderIsDue()).toBe(false)
  await db.model.create({ data: { repo: 'acme/small' } })
  expect(await rerenderIsDue()).toBe(true)
  await rerenderAll()
  expect(await getModel('acme/small')).toMatchObject({ repo: 'acme/small', version: 1, weight_count: 0 })
  expect(await rerenderIsDue()).toBe(false)
})

test('a record in an older schema makes a rerender due', async () => {
  const { body } = await db.weightVersion.findFirstOrThrow({ where: { weightId: 1 } })
  const { schema_version: _, ...rest } = body as Prisma.JsonObject
  await db.weightVersion.create({ data: { weightId: 1, version: 2, body: rest, reason: 'test' } })
  await db.weight.update({ where: { id: 1 }, data: { version: 2 } })
  expect(await rerenderIsDue()).toBe(true)
})
