/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CURRENT_PROTOCOL, SWP1, verdictOf, type Nll, type PublishedProtocol, type Report } from '@/lib/protocol'
import { editedGolden } from '@/tests/helpers/edited'
import { FIXTURE_HUB, goldenOf, type Trained } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { verify } from '@/verifier/run/verify'

// Half a minute on two free cores for the one verdict at full size, which is compared with transformers' numbers. `superweights selftest --grade full` runs all controls.
jest.setTimeout(600_000)

let hub: TestHub
const caches = mkdtempSync(path.join(os.tmpdir(), 'full-'))
beforeAll(async () => {
  process.env.DATA_DIR = caches
  hub = await withHub(FIXTURE_HUB)
})
afterAll(async () => {
  await hub.close()
  delete process.env.DATA_DIR
  rmSync(caches, { recursive: true })
})

/** The protocol with an eighth of the text at its grade full: what the grade measures, and the classes, do not depend on how much. */
const SHORT: PublishedProtocol = {
  ...CURRENT_PROTOCOL,
  document: { ...SWP1, grades: { ...SWP1.grades, full: { windows: 16, window_tokens: 512 } } },
}

/** Verifies planted weights at the grade full; all of them when no number is given. */
function verified(name: Trained, protocol: PublishedProtocol, ...chosen: number[]): Promise<Report> {
  const coordinates = goldenOf(name)
    .planted.filter((_, i) => chosen.length === 0 || chosen.includes(i))
    .map(({ tensor, row, col }) => ({ tensor, row, col }))
  return verify({ repo: `demo/${name}`, coordinates, grade: 'full', corpusId: 'demo-text', protocol })
}

const mean = (nlls: readonly Nll[]) =>
  nlls.reduce<number>((sum, nll) => sum + (typeof nll === 'number' ? nll : NaN), 0) / nlls.length

function summaryOf(report: Report, { document }: PublishedProtocol) {
  const { accepted, class: cls, checks, grade } = verdictOf(report, document)
  return { accepted, class: cls, grade, failed: [...new Set(checks.filter((c) => !c.passed).map((c) => c.id))] }
}

const sizes = SWP1.grades.full

test('a super weight is of class A, and its dose curve is that of transformers', async () => {
  const report = await verified('tiny-single', CURRENT_PROTOCOL)
  expect(summaryOf(report, CURRENT_PROTOCOL)).toEqual({ accepted: true, class: 'A', grade: 'full', failed: [] })
  const [run] = report.perplexity
  expect(run).toMatchObject({ windows: sizes.windows, window_tokens: sizes.window_tokens })
  const golden = editedGolden('tiny-single').measured.find(
    (m) => m.windows === sizes.windows && m.length === sizes.window_tokens,
  )
  const expected = (scale: number) => golden?.streams.find((s) => s.scale === scale && !s.spare)?.nlls ?? []
  const doses = run?.streams.filter((s) => s.role === 'dose') ?? []
  expect(doses.map((s) => s.edits[0]?.scale)).toEqual([...SWP1.dose_scales])
  for (const { edits, nll } of doses) {
    const theirs = expected(edits[0]?.scale ?? NaN)
    expect(theirs).toHaveLength(sizes.windows)
    expect(Math.abs(mean(nll) / mean(theirs) - 1)).toBeLessThan(1e-6)
  }
  const stream = (role: string) => run?.streams.find((s) => s.role === role)?.nll
  expect(doses.find((s) => s.edits[0]?.scale === 0)?.nll).toEqual(stream('joint'))
  expect(doses.find((s) => s.edits[0]?.scale === 1)?.nll).toEqual(stream('intact'))
})

test('a pair is of class B, its dose curve that of both together', async () => {
  const report = await verified('tiny-pair', SHORT)
  expect(summaryOf(report, SHORT)).toEqual({ accepted: true, class: 'B', grade: 'full', failed: [] })
  const doses = report.perplexity[0]?.streams.filter((s) => s.role === 'dose') ?? []
  expect(doses.map((s) => s.edits.map((e) => [e.layer, e.scale]))).toEqual(
    SWP1.dose_scales.map((scale) => [
      [1, scale],
      [2, scale],
    ]),
  )
})

test('a spike that does not stay is of class D', async () => {
  const summary = summaryOf(await verified('tiny-decoy', SHORT, 1), SHORT)
  expect(summary).toMatchObject({ accepted: false, class: 'D', grade: 'full' })
  expect(summary.failed).toEqual(expect.arrayContaining(['persistence', 'damage']))
})
