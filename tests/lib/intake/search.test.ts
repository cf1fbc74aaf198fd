import { db } from '@/lib/db'
import { cancelSubmission } from '@/lib/intake/cancel'
import { fileReport } from '@/lib/intake/file'
import { fileSearch } from '@/lib/intake/file-search'
import { startRun } from '@/lib/intake/run'
import { JOBS } from '@/lib/jobs'
import { getSubmission } from '@/lib/submissions/get'
import { useDatabase } from '../../helpers/database'
import { makeFound } from '../../helpers/found'
import { jobsIn, localAccount, submit, TRIPLE, useHub } from '../../helpers/registry'
import { makeReport } from '../../helpers/report'

useDatabase()
const hub = useHub()

const search = (repo = TRIPLE.repo) => submit({ repo, coordinates: undefined })

/** A search that a worker has taken, and a result that fits it. */
async function running() {
  const { record } = await search()
  const order = await startRun(1)
  return { order, found: makeFound({ repo: record.repo, commit: record.commit ?? '' }) }
}

test('a search waits for a verifier like a claim, pinned to a commit, and writes no record', async () => {
  const { record, created } = await search()
  expect(created).toBe(true)
  expect(record).toMatchObject({
    kind: 'search',
    status: 'queued',
    family: 'llama',
    coordinates: [],
    screened: [],
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    queue: { position: 1 },
  })
  expect(record.history.map((h) => h.reason)[1]).toMatch(/^Pinned to commit [0-9a-f]{12}: llama, 6 layers\.$/)
  expect(await jobsIn(JOBS.verify)).toEqual([1])
  expect(await Promise.all([db.model.count(), db.weight.count(), db.claim.count()])).toEqual([0, 0, 0])
})

test('the same checkpoint is searched once, whoever asks, before and after the result', async () => {
  const { found } = await running()
  expect((await search()).created).toBe(false)
  await fileSearch(1, found)
  const { record, created } = await search()
  expect([created, record.id, record.status]).toEqual([false, 'SUB-000001', 'searched'])
  expect((await submit(TRIPLE)).record.id).toBe('SUB-000002')
})

test('a cancelled search may be asked for again', async () => {
  await search()
  await cancelSubmission('SUB-000001', await localAccount())
  expect((await search()).record.id).toBe('SUB-000002')
})

test('a Hub that does not respond delays a search as it does a claim', async () => {
  hub().hub.faults.fail = { status: 503, times: 100 }
  expect((await search()).record).toMatchObject({ status: 'received', reason: { code: 'hub-unreachable' } })
})

test('what was found ends the search, and is there to be read', async () => {
  const { order, found } = await running()
  expect(order).toMatchObject({ members: [], attempt: 1 })
  await fileSearch(1, found)
  expect(await fileSearch(1, found)).toEqual(found)
  const record = await getSubmission('SUB-000001')
  expect(record).toMatchObject({
    status: 'searched',
    reason: { code: null, text: 'Found 1 super-weight set.' },
    report: null,
    verdict: null,
    weights: [],
  })
  expect(record?.search).toEqual(found)
  expect(record?.history.map((h) => h.status)).toEqual(['received', 'screened', 'queued', 'running', 'searched'])
})

test('a search that finds nothing says so', async () => {
  const { found } = await running()
  await fileSearch(1, { ...found, answers: [] })
  expect(await getSubmission('SUB-000001')).toMatchObject({ reason: { text: 'No super weight was found.' } })
})

test.each([
  ['another repo', { repo: 'demo/tiny-single' }, 'report-mismatch'],
  ['another commit', { commit: 'f'.repeat(40) }, 'report-mismatch'],
  ['another protocol', { protocol: { id: 'swp-2', sha256: 'f'.repeat(64) } }, 'report-mismatch'],
  ['no result', { answers: 'all of them' }, 'malformed-report'],
  ['text that no database holds', { corpus: { id: 'a\0b', revision: '1', sha256: 'x' } }, 'malformed-report'],
  [
    'more than any search needs',
    { tried: Array.from({ length: 1_000 }, () => makeFound().tried[0]) },
    'malformed-report',
  ],
])('a result about %s is refused, and changes nothing', async (_, changes, code) => {
  const { found } = await running()
  await expect(fileSearch(1, { ...found, ...changes })).rejects.toMatchObject({ status: 422, code })
  expect(await getSubmission('SUB-000001')).toMatchObject({ status: 'running', search: null })
})

test('a claim takes no result of a search, and a search no report', async () => {
  const { record } = await submit(TRIPLE)
  await startRun(1)
  const found = makeFound({ repo: record.repo, commit: record.commit ?? '' })
  await expect(fileSearch(1, found)).rejects.toMatchObject({ code: 'report-mismatch' })
  await search()
  await startRun(2)
  const report = makeReport({ repo: record.repo, commit: record.commit ?? '' })
  await expect(fileReport(2, report)).rejects.toMatchObject({ code: 'report-mismatch' })
})

test('a cancelled search takes no result', async () => {
  const { found } = await running()
  await cancelSubmission('SUB-000001', await localAccount())
  await expect(fileSearch(1, found)).rejects.toMatchObject({ status: 409, code: 'already-ended' })
})
