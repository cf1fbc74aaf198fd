/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { EDITED_NAMES, editedGolden, editedModel, type EditedRun } from '@/tests/helpers/edited'
import { demoWindows } from '@/tests/helpers/golden'
import { runPass } from '@/verifier/pass/run-pass'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

const nameOf = ({ scale, spare }: EditedRun['streams'][number]) => `x ${scale}${spare ? ', spared at the spike' : ''}`
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** The grade full is measured in tests/verifier/run/full-grade.test.ts. */
const SMALL = 10_000

describe.each(EDITED_NAMES)('%s', (name) => {
  const golden = editedGolden(name)
  const model = editedModel(golden)

  it.each(
    golden.measured
      .filter((run) => run.windows * run.length < SMALL)
      .map((run) => [`${run.windows} x ${run.length}`, run] as const),
  )('has the losses of transformers with its weights scaled, and with each spared at the spike: %s', async (_, run) => {
    const windows = golden.token_ids ?? demoWindows(run.windows, run.length)
    const streams = run.streams.map((stream) => ({
      name: nameOf(stream),
      edits: golden.places.map((place) => ({
        ...place,
        scale: stream.scale,
        ...(stream.spare ? { spare: 'spike' as const } : {}),
      })),
    }))
    const result = await runPass({ ...model, windows, streams })
    expect(run.streams.filter((s) => s.spare).length).toBeGreaterThan(0)
    for (const stream of run.streams) {
      const ours = result.get(nameOf(stream)) ?? []
      expect(ours).toHaveLength(stream.nlls.length)
      expect(Math.abs(mean(ours) / mean(stream.nlls) - 1)).toBeLessThan(1e-6)
    }
  })
})
