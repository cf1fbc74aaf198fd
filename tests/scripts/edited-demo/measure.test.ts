/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { EditedDemo } from '@/lib/edited-demo/schema'
import { editedDemo } from '@/components/docs/play/numbers'
import { GROUPS, measureDemo, SCALES, SETTINGS } from '@/scripts/edited-demo/measure'
import { useFixtureHub } from '../../helpers/fixture-hub'

useFixtureHub()

const demo = editedDemo()

/** Settings that are measured again: the super weight kept by the range, cut by it, and kept apart. */
const AGAIN = SETTINGS.filter(({ bits, group }) => bits === 4 && group === GROUPS.at(-1))

test('the figure has every position of its controls, once', () => {
  expect(demo.scaled.map(({ scale }) => scale)).toEqual(SCALES)
  expect(demo.quantised.map(({ bits, group, range }) => ({ bits, group, range }))).toEqual(SETTINGS)
})

test('measured again, its numbers are the same', async () => {
  const again = EditedDemo.parse({ measured_on: demo.measured_on, ...(await measureDemo([0, 0.5, 1, 2], AGAIN)) })
  expect(again).toMatchObject({ repo: demo.repo, commit: demo.commit, weight: demo.weight, prompt: demo.prompt })
  expect(again.corpus).toEqual(demo.corpus)
  expect(again.intact).toBeCloseTo(demo.intact, 4)
  for (const one of again.scaled)
    expectSame(
      one,
      demo.scaled.find(({ scale }) => scale === one.scale),
    )
  for (const one of again.quantised) {
    const before = demo.quantised.find(
      ({ bits, group, range }) => bits === 4 && group === one.group && range === one.range,
    )
    expectSame(one, before)
    expect([one.stored, one.step, one.zeroed]).toEqual([before?.stored, before?.step, before?.zeroed])
  }
})

/** Within what another processor may change: R here to 62, spikes to 4 figures. */
function expectSame(now: EditedDemo['scaled'][number] | EditedDemo['quantised'][number], before: unknown): void {
  const { ratio, perplexity, spikes } = before as typeof now
  expect(now.ratio / ratio).toBeCloseTo(1, 3)
  expect(now.perplexity / perplexity).toBeCloseTo(1, 3)
  now.spikes.forEach((spike, i) => expect(spike / (spikes[i] ?? NaN)).toBeCloseTo(1, 2))
}
