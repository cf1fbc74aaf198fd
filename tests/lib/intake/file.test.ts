import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { canonicalSha256, Report, verdictOf } from '@/lib/protocol'
import { fileReport } from '@/lib/intake/file'
import { getReport } from '@/lib/reports/get'
import { ReportRecord } from '@/lib/reports/schema'
import { getSet } from '@/lib/records/get'
import { cancelSubmission } from '@/lib/intake/cancel'
import { getSubmission } from '@/lib/submissions/get'
import { startRun } from '@/lib/intake/run'
import { getWeight } from '@/lib/records/get'
import { speedsOfLanes } from '@/lib/queue/speeds'
import { useDatabase } from '../../helpers/database'
import { localAccount, SINGLE, submit, TRIPLE, useHub } from '../../helpers/registry'
import { makeReport, type ReportPlan } from '../../helpers/report'

useDatabase()
useHub()

/** A submission being run, and a report about exactly it. */
async function running(
  input: Parameters<typeof submit>[0] = {},
  plan: ReportPlan = {},
): Promise<{ id: number; report: Report }> {
  const { record } = await submit(input)
  const id = Number(record.id.slice(4))
  await startRun(id)
  const members = record.screened?.map((s, i) => ({ ...s, claimed: record.claimed_value, ...plan.members?.[i] })) ?? []
  return { id, report: makeReport({ repo: record.repo, commit: record.commit ?? '', ...plan, members }) }
}

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.catch((e: unknown) => e)
  if (error instanceof AppError) return error
  throw new Error(`expected a refusal, got ${String(error)}`)
}

test('an accepted single is class A at level 2, and its report can be fetched by its hash', async () => {
  const { id, report } = await running()
  const { sha256, verdict } = await fileReport(id, report)
  expect(sha256).toBe(canonicalSha256(report))
  expect(verdict).toMatchObject({ accepted: true, class: 'A' })
  expect(await getSubmission('SUB-000001')).toMatchObject({
    status: 'accepted',
    report: sha256,
    verdict,
    weights: ['SW-000001'],
    set: null,
    reason: { code: null, text: verdict.summary },
  })
  const weight = (await getWeight('SW-000001'))?.record
  expect(weight).toMatchObject({
    version: 2,
    class: 'A',
    verified: true,
    level: { number: 2, word: 'reproduced', conflicting: false },
  })
  expect(weight?.reports).toMatchObject([
    { sha256, accepted: true, class: 'A', grade: 'quick', corpus: 'demo-text', protocol: 'swp-2' },
  ])
  const stored = await getReport(sha256)
  expect(stored).toMatchObject({ weights: ['SW-000001'], set: null, submissions: ['SUB-000001'], verdict })
  expect(ReportRecord.parse(stored)).toEqual(stored)
})

test('what the database gives back has the hash it is named by', async () => {
  const { id, report } = await running(
    {},
    { members: [{ evidence: { share: 0.1 + 0.2 + 5e-324 + 0.6, median_of_layer_maxima: 1.2345678901234567e-7 } }] },
  )
  const { sha256 } = await fileReport(id, report)
  expect(canonicalSha256((await getReport(sha256))?.report ?? {})).toBe(sha256)
})

test('an accepted set is class B with a record of its own, and its members are B as members of it', async () => {
  const { id, report } = await running(TRIPLE, {
    members: [
      { alone: 1.4, without: 20 },
      { alone: 1.2, without: 25 },
      { alone: 1.1, without: 8 },
    ],
  })
  const { sha256, verdict } = await fileReport(id, report)
  expect(verdict).toMatchObject({ accepted: true, class: 'B' })
  const set = (await getSet('SS-000001'))?.record
  expect(set).toMatchObject({
    repo: TRIPLE.repo,
    class: 'B',
    verified: true,
    level: { number: 2 },
    reports: [{ sha256 }],
  })
  expect(set?.members.map((m) => [m.id, m.value, m.redundant])).toEqual([
    ['SW-000001', 2.984375, false],
    ['SW-000002', -2.296875, false],
    ['SW-000003', 1.6875, false],
  ])
  expect(set?.members[0]?.alone?.ratio).toBeCloseTo(1.4)
  expect(set?.members[0]?.without?.ratio).toBeCloseTo(20)
  for (const name of ['SW-000001', 'SW-000002', 'SW-000003']) {
    expect((await getWeight(name))?.record).toMatchObject({
      class: 'B',
      verified: true,
      sets: [{ id: 'SS-000001', class: 'B' }],
    })
  }
  expect(await getSubmission('SUB-000001')).toMatchObject({ status: 'accepted', set: 'SS-000001' })
})

test.each([
  ['damaging', 4, 'C'],
  ['inert', 1.01, 'D'],
] as const)(
  'a %s weight ends as not confirmed, class and failed check named, and stays at level 1',
  async (_, ratio, cls) => {
    const { id, report } = await running({}, { ratio })
    const { verdict } = await fileReport(id, report)
    expect(verdict).toMatchObject({ accepted: false, class: cls })
    const submission = await getSubmission('SUB-000001')
    expect(submission).toMatchObject({ status: 'not-confirmed', reason: { code: 'controls' } })
    expect(submission?.reason?.text).toMatch(/damage/)
    const weight = (await getWeight('SW-000001'))?.record
    expect(weight).toMatchObject({ class: cls, verified: false, level: { number: 1 } })
    expect(weight?.level.reasons.join(' ')).toContain('did not confirm it')
  },
)

test('a report filed twice, also at the same time, is stored once and changes nothing', async () => {
  const { id, report } = await running()
  const both = await Promise.all([fileReport(id, report), fileReport(id, report)])
  expect(both[0]).toEqual(both[1])
  const late = await fileReport(id, makeReport({ ...report.checkpoint, ratio: 2 }))
  expect(late).toEqual(both[0])
  expect(await db.report.count()).toBe(1)
  expect((await getWeight('SW-000001'))?.record.version).toBe(2)
  expect((await getSubmission('SUB-000001'))?.history.filter((h) => h.status === 'accepted')).toHaveLength(1)
})

test('a worker that was considered dead may still file', async () => {
  const { id, report } = await running()
  await db.submission.update({ where: { id }, data: { status: 'queued', reason: 'Resumed after its worker stopped.' } })
  await fileReport(id, report)
  expect((await getSubmission('SUB-000001'))?.status).toBe('accepted')
})

test('no report is taken for a cancelled submission', async () => {
  const { id, report } = await running()
  await cancelSubmission('SUB-000001', await localAccount())
  expect(await refusal(fileReport(id, report))).toMatchObject({ status: 409, code: 'already-ended' })
  expect(await db.report.count()).toBe(0)
})

test.each<[string, (r: Report) => unknown, string]>([
  ['another commit', (r) => ({ ...r, checkpoint: { ...r.checkpoint, commit: 'f'.repeat(40) } }), 'report-mismatch'],
  ['another repo', (r) => ({ ...r, checkpoint: { ...r.checkpoint, repo: 'demo/tiny-set' } }), 'report-mismatch'],
  ['another protocol', (r) => ({ ...r, protocol: { ...r.protocol, sha256: 'f'.repeat(64) } }), 'report-mismatch'],
  ['another coordinate', () => makeReport({ members: [{ row: 24 }] }), 'report-mismatch'],
  [
    'other bits',
    (r) => ({ ...r, members: r.members.map((m) => ({ ...m, static: { ...m.static, bits: '400c' } })) }),
    'report-mismatch',
  ],
  ['one member too many', (r) => ({ ...r, members: [...r.members, ...r.members] }), 'malformed-report'],
  ['no perplexity', (r) => ({ ...r, perplexity: [] }), 'malformed-report'],
  [
    'a window left out',
    (r) => ({
      ...r,
      perplexity: r.perplexity.map((p) => ({ ...p, streams: p.streams.map((s) => ({ ...s, nll: s.nll.slice(1) })) })),
    }),
    'malformed-report',
  ],
  [
    'fewer windows than its grade',
    (r) => ({
      ...r,
      perplexity: r.perplexity.map((p) => ({
        ...p,
        windows: 1,
        streams: p.streams.map((s) => ({ ...s, nll: s.nll.slice(1) })),
      })),
    }),
    'malformed-report',
  ],
  [
    'a joint stream that removes something else',
    (r) => ({
      ...r,
      perplexity: r.perplexity.map((p) => ({
        ...p,
        streams: p.streams.map((s) =>
          s.role === 'joint' ? { ...s, edits: s.edits.map((e) => ({ ...e, row: 0 })) } : s,
        ),
      })),
    }),
    'malformed-report',
  ],
  [
    'no intact stream',
    (r) => ({
      ...r,
      perplexity: r.perplexity.map((p) => ({ ...p, streams: p.streams.filter((s) => s.role !== 'intact') })),
    }),
    'malformed-report',
  ],
  ['a NUL in a text', (r) => ({ ...r, verifier: { ...r.verifier, cpu: 'a\0b' } }), 'malformed-report'],
  [
    'half of a surrogate pair in a name',
    (r) => ({ ...r, verifier: { ...r.verifier, packages: { '\ud800': '1' } } }),
    'malformed-report',
  ],
  ['no JSON object', () => 'accepted', 'malformed-report'],
])('a report with %s is refused and nothing changes', async (_, change, code) => {
  const { id, report } = await running()
  const changed = change(report)
  expect(await refusal(fileReport(id, changed))).toMatchObject({ status: 422, code })
  expect(await db.report.count()).toBe(0)
  expect((await getSubmission('SUB-000001'))?.status).toBe('running')
})

test('the estimate of those who wait is computed from the finished runs of their lane', async () => {
  const { id, report } = await running()
  await db.$executeRaw`alter table submission_events disable trigger submission_events_are_immutable`
  await db.$executeRaw`update submission_events set at = at - interval '1 hour' where status = 'running'`
  await db.$executeRaw`alter table submission_events enable trigger submission_events_are_immutable`
  await fileReport(id, report)
  const { record } = await submit({ coordinates: ['1:0:0'] })
  expect(record.queue?.starts_in_seconds).toBe(0)
  expect(record.queue?.estimate_seconds).toBeGreaterThan(3_590)
  expect(record.queue?.estimate_seconds).toBeLessThan(3_700)
  expect((await speedsOfLanes()).small.runs).toBe(1)
  expect((await speedsOfLanes()).large.runs).toBe(0)
})

test('an inert member of an accepted set, claimed alone, is no conflict and stays B', async () => {
  const set = await running(TRIPLE, { members: [{ alone: 1.1 }, { alone: 1.1 }, { alone: 1.1 }] })
  await fileReport(set.id, set.report)
  const alone = await running({ repo: TRIPLE.repo, coordinates: TRIPLE.coordinates.slice(0, 1) }, { ratio: 1.1 })
  await fileReport(alone.id, alone.report)
  expect((await getWeight('SW-000001'))?.record).toMatchObject({
    class: 'B',
    level: { number: 2, conflicting: false },
    reports: [{ class: 'D' }, { class: 'B' }],
  })
})

test('a verdict is computed from the numbers whatever the worker thinks of them', async () => {
  const { id, report } = await running({ value: SINGLE.value }, { ratio: 1.01 })
  const { verdict } = await fileReport(id, { ...report, verdict: { accepted: true, class: 'A' } })
  expect(verdict).toEqual(verdictOf(report))
})
