import { cpSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stampOf } from '@/lib/hub/files/folder-stamp'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { temporaryFolder } from '@/tests/helpers/repos'

const place = temporaryFolder()
afterAll(() => place.remove())
const weights = path.join(place.path, 'model.safetensors')
const stamp = () => stampOf(place.path)

beforeAll(() => cpSync(path.join(FIXTURE_HUB, 'demo', 'tiny-plain'), place.path, { recursive: true }))

test('a folder that nobody touches keeps its stamp', async () => {
  expect(await stamp()).toBe(await stamp())
})

test('weights that are written again have another, though neither bytes nor size nor the time of their change are', async () => {
  const before = await stamp()
  writeFileSync(weights, 'as long')
  utimesSync(weights, 1_000, 1_000)
  const first = await stamp()
  writeFileSync(weights, 'as long')
  utimesSync(weights, 1_000, 1_000)
  expect(new Set([before, first, await stamp()]).size).toBe(3)
})

test('files that no run reads do not count: a report or a readme may be written there', async () => {
  const before = await stamp()
  writeFileSync(path.join(place.path, 'local--x-0123456789ab.report.json'), '{}')
  writeFileSync(path.join(place.path, 'README.md'), 'hello')
  expect(await stamp()).toBe(before)
})
