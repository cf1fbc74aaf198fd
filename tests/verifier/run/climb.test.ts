/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { verdictOf } from '@/lib/protocol'
import { alteredModel } from '@/tests/helpers/altered'
import { goldenOf } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { temporaryFolder } from '@/tests/helpers/repos'
import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import type { Progress } from '@/verifier/measure/progress'
import { findSubject } from '@/verifier/run/find'
import { openSubject } from '@/verifier/run/open-subject'
import { verify } from '@/verifier/run/verify'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(180_000)

const [planted] = goldenOf('tiny-single').planted
if (!planted) throw new Error('tiny-single has no planted weight')
const place = temporaryFolder()
let hub: TestHub
beforeAll(async () => {
  // With the weight at 0.58 of itself there is less to lose: R is about 9.4 on two windows and 11.6 on sixteen.
  alteredModel('tiny-single', place.path, 'weaker', (matrices) =>
    matrices.set(planted.tensor, planted.row, planted.col, 0.58 * planted.value),
  )
  process.env.DATA_DIR = place.path
  hub = await withHub(place.path)
})
afterAll(async () => {
  await hub.close()
  delete process.env.DATA_DIR
  place.remove()
})

test('a run whose interval crosses a class border goes on to the next grade by itself, and that one decides', async () => {
  const report = await verify({ repo: 'demo/weaker', coordinates: [planted], grade: 'quick', corpusId: 'demo-text' })
  expect(report.perplexity.map((run) => run.grade)).toEqual(['quick', 'standard'])
  const quick = verdictOf({ ...report, perplexity: report.perplexity.slice(0, 1) })
  expect(quick).toMatchObject({ class: 'C', accepted: false, crosses_class_border: true })
  expect([(quick.damage.lower ?? 99) < 10, (quick.damage.upper ?? 0) > 10]).toEqual([true, true])
  expect(verdictOf(report)).toMatchObject({
    class: 'A',
    accepted: true,
    grade: 'standard',
    crosses_class_border: false,
  })
})

const GOES_ON = /, so the run goes on to grade standard, with 16 times as much text: up to about \d+ (s|min)\.$/

/** What a run announces, and what it says of the grade that it goes on to. */
async function saidBy(act: (onProgress: (progress: Progress) => void) => Promise<unknown>) {
  const said: Progress[] = []
  await act((progress) => said.push(progress))
  return said
}

test('that it goes on is announced once, with the time it takes, before it does', async () => {
  const said = await saidBy((onProgress) =>
    verify({ repo: 'demo/weaker', coordinates: [planted], grade: 'quick', corpusId: 'demo-text', onProgress }),
  )
  const announced = said.filter((progress) => progress.announced)
  expect(announced.map(({ message }) => message)).toEqual([expect.stringMatching(GOES_ON)])
  expect(announced[0]?.message).toMatch(/^Grade quick does not decide, /)
  const standard = said.slice(said.indexOf(announced[0] as Progress) + 1)
  expect(standard[0]?.message).toMatch(
    /^Perplexity, grade standard, since quick does not decide; up to about \d+ (s|min)$/,
  )
  expect(standard.some(({ message }) => message.startsWith('Perplexity, grade quick'))).toBe(false)
})

test('find announces it of its search too, with how many groups it is about', async () => {
  const subject = await openSubject({ repo: 'demo/weaker' })
  const corpus = await loadCorpus('demo-text')
  const said = await saidBy((onProgress) => findSubject(subject, corpus, { onProgress }))
  const [first] = said.filter((progress) => progress.announced)
  expect(first?.message).toMatch(/^Grade quick does not decide 1 of 1 groups, /)
  expect(first?.message).toMatch(GOES_ON)
})
