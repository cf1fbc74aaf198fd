import { cpSync } from 'node:fs'
import path from 'node:path'
import { endReadingProcess, startReadingProcess } from '@/lib/checkpoints/reading/read-in-process'
import { importLiterature } from '@/lib/literature/import'
import { answerApi } from '@/server/api/answer'
import { ResponseCache } from '@/server/cache/response-cache'
import { useDatabase } from '../../helpers/database'
import { FIXTURE_HUB } from '../../helpers/golden'
import { type TestHub, withHub } from '../../helpers/hub'
import { temporaryFolder } from '../../helpers/repos'
import { type RunningFront, startFront } from '../front-process'

const folder = temporaryFolder()
useDatabase({ keep: true })
let hub: TestHub
let front: RunningFront
beforeAll(async () => {
  for (const name of ['a', 'b', 'c', 'd'])
    cpSync(path.join(FIXTURE_HUB, 'demo', 'tiny-plain'), path.join(folder.path, 'acme', name), { recursive: true })
  hub = await withHub(folder.path)
  await importLiterature()
  front = await startFront({
    cache: new ResponseCache(),
    api: answerApi,
    pages: async (_, response) => void response.end(),
  })
  // Neither the start of the reading process nor the first query counts: an answer behind others gives up after 2.5 s.
  await startReadingProcess()
  await fetch(`${front.url}/api/v1/weights/SW-000002`)
})
afterAll(async () => {
  await front.stop()
  await endReadingProcess()
  await hub.close()
  folder.remove()
})

test.each(['keep', 'audit'])('while answers of /%s wait for the Hub, records are served', async (what) => {
  const before = hub.requests.length
  hub.faults.delayMs = 1_000
  let answered = 0
  const waiting = ['a', 'b', 'c', 'd'].map(async (name) => {
    const { status } = await fetch(`${front.url}/api/v1/${what}/acme/${name}`)
    answered += 1
    return status
  })
  while (hub.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 5))
  expect((await fetch(`${front.url}/api/v1/weights/SW-000001`)).status).toBe(200)
  expect(answered).toBe(0)
  delete hub.faults.delayMs
  // One address reads one checkpoint at a time: those behind it may be asked to come again.
  for (const status of await Promise.all(waiting)) expect([200, 422, 503]).toContain(status)
})
