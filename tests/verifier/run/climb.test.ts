/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { verdictOf } from '@/lib/protocol'
import { alteredModel } from '@/tests/helpers/altered'
import { goldenOf } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { temporaryFolder } from '@/tests/helpers/repos'
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
