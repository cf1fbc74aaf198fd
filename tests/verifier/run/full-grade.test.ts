/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { SWP1, verdictOf, type Nll, type Report } from '@/lib/protocol'
import { editedGolden } from '@/tests/helpers/edited'
import { goldenOf, type Trained } from '@/tests/helpers/golden'
import { useFixtureHub } from '@/tests/helpers/fixture-hub'
import { verify } from '@/verifier/run/verify'

// Half a minute each on two free cores: the least that shows every kind of verdict. `superweights selftest --grade full` runs all controls.
jest.setTimeout(600_000)

useFixtureHub()

/** Verifies planted weights at the grade full; all of them when no number is given. */
function verified(name: Trained, ...chosen: number[]): Promise<Report> {
  const coordinates = goldenOf(name)
    .planted.filter((_, i) => chosen.length === 0 || chosen.includes(i))
    .map(({ tensor, row, col }) => ({ tensor, row, col }))
  return verify({ repo: `demo/${name}`, coordinates, grade: 'full', corpusId: 'demo-text' })
}

const mean = (nlls: readonly Nll[]) =>
  nlls.reduce<number>((sum, nll) => sum + (typeof nll === 'number' ? nll : NaN), 0) / nlls.length

function summaryOf(report: Report) {
  const { accepted, class: cls, checks, grade } = verdictOf(report)
  return { accepted, class: cls, grade, failed: [...new Set(checks.filter((c) => !c.passed).map((c) => c.id))] }
}

const sizes = SWP1.grades.full

test('a super weight is of class A, and its dose curve is that of transformers', async () => {
  const report = await verified('tiny-single')
  expect(summaryOf(report)).toEqual({ accepted: true, class: 'A', grade: 'full', failed: [] })
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
  const report = await verified('tiny-pair')
  expect(summaryOf(report)).toEqual({ accepted: true, class: 'B', grade: 'full', failed: [] })
  const doses = report.perplexity[0]?.streams.filter((s) => s.role === 'dose') ?? []
  expect(doses.map((s) => s.edits.map((e) => [e.layer, e.scale]))).toEqual(
    SWP1.dose_scales.map((scale) => [
      [1, scale],
      [2, scale],
    ]),
  )
})

test('a spike that does not stay is of class D', async () => {
  const summary = summaryOf(await verified('tiny-decoy', 1))
  expect(summary).toMatchObject({ accepted: false, class: 'D', grade: 'full' })
  expect(summary.failed).toEqual(expect.arrayContaining(['persistence', 'damage']))
})
