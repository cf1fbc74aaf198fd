import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { makeFirstVersion } from '@/lib/records/first-version'
import { knownVersions } from '@/lib/records/known-versions'
import { readPage } from '@/lib/records/page'
import { rerenderAll } from '@/lib/records/rerender'
import { ask } from '../../app/api/ask'
import { useDatabase } from '../../helpers/database'

const REPO = 'huggyllama/llama-7b'

useDatabase()
beforeEach(async () => {
  await importLiterature()
  // As a release left it that kept no versions of models: their rows, and the weights with their records.
  await db.$executeRaw`alter table model_versions disable trigger "model_versions_are_immutable"`
  await db.$executeRaw`delete from model_versions`
  await db.$executeRaw`alter table model_versions enable trigger "model_versions_are_immutable"`
  await db.$executeRaw`update models set version = 0`
})

const versions = () => db.modelVersion.findMany({ select: { version: true, reason: true } })

test('a model that no rerender has reached yet is answered, and keeps the version that was made for the answer', async () => {
  const response = await ask(`/api/v1/models/${REPO}`)
  expect([response.status, response.headers.get('etag')]).toEqual([200, `"${REPO}/versions/1"`])
  expect(await response.json()).toMatchObject({ repo: REPO, version: 1, weights: [{ layer: 2 }] })
  const made = [{ version: 1, reason: expect.stringContaining('kept no versions of models') as string }]
  expect(await versions()).toEqual(made)
  expect((await readPage('model', REPO))?.history).toMatchObject(made)
  await rerenderAll()
  expect(await db.modelVersion.count({ where: { version: { gt: 1 } } })).toBe(0)
})

test('many who ask at once get one version', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 8 }, async () => (await ask(`/api/v1/models/${REPO}`)).status),
  )
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(await versions()).toHaveLength(1)
})

test('whoever comes a moment after it was made reads it too', async () => {
  expect(await makeFirstVersion(REPO)).toBe(true)
  expect(await makeFirstVersion(REPO)).toBe(true)
  expect(await versions()).toHaveLength(1)
  expect(await makeFirstVersion('nobody/nothing')).toBe(false)
})

test('its page, a version of it by number and one that there is not are found too; an unknown model is not', async () => {
  expect((await readPage('model', REPO))?.record).toMatchObject({ repo: REPO, version: 1 })
  expect((await ask('/api/v1/models/meta-llama/Llama-2-7b-hf/versions/1')).status).toBe(200)
  expect(await knownVersions('model', 'microsoft/Phi-3-mini-4k-instruct/versions/7')).toMatchObject({ latest: 1 })
  expect((await ask('/api/v1/models/nobody/nothing')).status).toBe(404)
})
