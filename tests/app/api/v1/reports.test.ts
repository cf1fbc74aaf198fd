import { createHash } from 'node:crypto'
import { closeQueue } from '@/lib/jobs/queue'
import { canonicalSha256 } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'
import { useDatabase } from '../../../helpers/database'
import { type TestHub, withHub } from '../../../helpers/hub'
import { ask, askTwice } from '../ask'
import { fileFor, HUB, SINGLE, submit } from '../filed'

useDatabase({ keep: true })
let hub: TestHub
let sha256: string
beforeAll(async () => {
  hub = await withHub(HUB)
  sha256 = await fileFor(await submit(SINGLE))
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

test('200: a report is what its name says: anybody can compute the hash again', async () => {
  const response = await ask(`/api/v1/reports/${sha256}`)
  expect(response.status).toBe(200)
  const record = (await response.json()) as ReportRecord
  expect(canonicalSha256(record.report)).toBe(sha256)
  expect(record).toMatchObject({
    sha256,
    weights: ['SW-000001'],
    set: null,
    submissions: ['SUB-000001'],
    verdict: { accepted: true },
  })
})

test('200: the hash is that of the bytes that are served, in the canonical form of RFC 8785', async () => {
  const { report } = JSON.parse(await (await ask(`/api/v1/reports/${sha256}`)).text()) as { report: Json }
  // With code of its own, not the one that made the name.
  expect(createHash('sha256').update(canonical(report)).digest('hex')).toBe(sha256)
})

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** RFC 8785 in its own words: members sorted by UTF-16 code units, values as ECMAScript's JSON.stringify prints them, nothing between them. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join(',')}}`
}

test('200: the hash may be written in capitals', async () => {
  expect((await ask(`/api/v1/reports/${sha256.toUpperCase()}`)).status).toBe(200)
})

test('304: a report is not sent twice', async () => {
  await askTwice(`/api/v1/reports/${sha256}`)
})

test('404: a hash of nothing filed here', async () => {
  expect(await (await ask(`/api/v1/reports/${'0'.repeat(64)}`)).json()).toMatchObject({ code: 'not-found' })
})

test('422: what is not a hash', async () => {
  expect(await (await ask('/api/v1/reports/latest')).json()).toMatchObject({
    code: 'invalid-input',
    errors: [{ path: 'sha256' }],
  })
})
