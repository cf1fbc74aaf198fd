import { db } from '@/lib/db'
import type { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../helpers/database'
import { claim, COMMIT, weight } from '../helpers/rows'

useDatabase()

test('a published effect is never edited, only withdrawn', async () => {
  const { modelId } = await claim()
  await db.source.create({ data: { key: 's', citation: 'A paper', url: 'https://example.org' } })
  const { id } = await db.effect.create({ data: { key: 'k', modelId, sourceKey: 's', body: {} } })
  await expect(db.effect.update({ where: { id }, data: { body: { after: 2 } } })).rejects.toThrow(
    'never edited, only withdrawn',
  )
  await db.effect.update({ where: { id }, data: { withdrawnAt: new Date() } })
  await db.effect.update({ where: { id }, data: { withdrawnAt: null } })
  await expect(db.effect.delete({ where: { id } })).rejects.toThrow('never changed or deleted')
})

describe('what a claim is of', () => {
  test('a scalar is of one weight or one set, never of both or of none', async () => {
    await expect(claim({ weightId: null })).rejects.toThrow('claims_scalar_has_one_record')
    const { id: setId } = await db.set.create({ data: { model: { create: { repo: 'org/other' } }, key: 'k' } })
    await expect(claim({ setId, weightId: await weight({ row: 9 }) })).rejects.toThrow('claims_scalar_has_one_record')
  })

  test.each([
    { unit: 'channel' as const, neuron: 3 },
    { unit: 'neuron' as const, neuron: 3 },
    { unit: 'expert' as const, layer: 1 },
    { unit: 'expert' as const, layer: 1, expert: 2, sharedExpert: true },
    { unit: 'channel' as const, channel: -1 },
  ])('%j does not say which', async (place) => {
    await expect(claim({ weightId: null, ...place })).rejects.toThrow(
      /claims_(unit_names_its_place|indices_count_from_0)/,
    )
  })

  test.each([
    { unit: 'channel' as const, channel: 3 },
    { unit: 'neuron' as const, layer: 1, neuron: 3 },
    { unit: 'expert' as const, layer: 1, sharedExpert: true },
  ])('%j has no record of its own', async (place) => {
    await claim({ weightId: null, ...place })
  })
})

describe('a set without a commit', () => {
  const set = (data: Partial<Prisma.SetUncheckedCreateInput> = {}) =>
    db.set.create({ data: { model: { create: { repo: 'org/model' } }, key: 'k', ...data } as Prisma.SetCreateInput })

  test('stands at level 0, as long as nobody has submitted its members', async () => {
    const { id } = await set()
    await expect(db.set.update({ where: { id }, data: { level: 1 } })).rejects.toThrow('sets_level_needs_commit')
  })

  test('is pinned once, and keeps that commit', async () => {
    const { id } = await set()
    await db.set.update({ where: { id }, data: { commit: COMMIT, key: 'pinned', level: 1 } })
    await expect(db.set.update({ where: { id }, data: { commit: 'c'.repeat(40) } })).rejects.toThrow(
      'keeps its model and its commit',
    )
    await expect(db.set.update({ where: { id }, data: { commit: null, level: 0 } })).rejects.toThrow(
      'keeps its model and its commit',
    )
    await expect(db.set.delete({ where: { id } })).rejects.toThrow('never changed or deleted')
  })
})
