import { Report, SWP1, verdictOf, type CheckId, type Edit, type Verdict } from '@/lib/protocol'
import { makeReport as make, type ReportPlan } from '../../helpers/report'

const failed = (v: Verdict): CheckId[] => [...new Set(v.checks.filter((c) => !c.passed).map((c) => c.id))]
const makeReport = (plan: ReportPlan = {}) => make({ protocol: 'swp-1', ...plan })
const judged = (plan: ReportPlan = {}) => verdictOf(makeReport(plan))

test('the hand-made report is one that a verifier could write', () => {
  const report = makeReport({ members: [{}, { row: 7 }, { row: 9 }] })
  expect(Report.parse(report)).toEqual(report)
})

describe('one weight', () => {
  test('A: R >= 10 with all checks passed', () => {
    const verdict = judged()
    expect(verdict).toMatchObject({ accepted: true, class: 'A', grade: 'quick', crosses_class_border: false })
    expect(verdict.damage.ratio).toBeCloseTo(40)
    expect((verdict.edited_perplexity ?? 0) / (verdict.intact_perplexity ?? 1)).toBeCloseTo(40)
    expect(verdict.summary).toBe('Super weight: removing it multiplies perplexity by 40.')
    expect(verdict.checks.map((c) => c.id)).toEqual([
      'value',
      'spike',
      'attribution',
      'persistence',
      'suppression',
      'baseline',
      'controls',
      'damage',
    ])
  })

  test.each([
    [10.1, 'A'],
    [9.9, 'C'],
    [1.5001, 'C'],
    [1.49, 'D'],
    [1, 'D'],
    [0.5, 'D'],
  ])('R = %p is class %p', (ratio, cls) => {
    expect(judged({ ratio, spread: 0 })).toMatchObject({ class: cls, accepted: cls === 'A' })
  })

  test('C and D are kept with what failed, not accepted', () => {
    expect(judged({ ratio: 4 })).toMatchObject({
      accepted: false,
      class: 'C',
      summary: 'Damaging, no super weight: removing it multiplies perplexity by 4. Failed: controls, damage.',
    })
    expect(judged({ ratio: 1.01 }).summary).toMatch(/^Inert: .*Failed: controls, damage\.$/)
  })

  test('R >= 10 whose lower bound is below 5 is no A, and asks for the next grade', () => {
    const verdict = judged({ ratio: 11, spread: 1.2 })
    expect(verdict).toMatchObject({ accepted: false, class: null, crosses_class_border: true })
    expect(failed(verdict)).toEqual(['damage'])
    expect(verdict.damage.lower).toBeLessThan(5)
  })

  test.each<[CheckId, ReportPlan]>([
    ['value', { members: [{ claimed: 2.5 }] }],
    ['spike', { members: [{ evidence: { output: 49, layer_output: { value: 49, token: 0, channel: 23 } } }] }],
    ['spike', { members: [{ evidence: { median_of_layer_maxima: 23 } }] }],
    ['spike', { members: [{ evidence: { layer_output: { value: 200, token: 0, channel: 5 } } }] }],
    ['spike', { members: [{ evidence: { layer_output: { value: 200, token: 3, channel: 23 } } }] }],
    ['attribution', { members: [{ evidence: { share: 0.59 } }] }],
    ['attribution', { members: [{ evidence: { share: -0.98 } }] }],
    ['persistence', { members: [{ evidence: { residual_before: [0, 108, 30, 30, 30, 30] } }] }],
    ['persistence', { members: [{ layer: 4 }] }],
    ['suppression', { members: [{ evidence: { residual_after: [0, 60, 60, 60, 60, 60] } }] }],
    ['baseline', { reference: { perplexity: 5, source: 'the paper' } }],
    ['controls', { controlCount: 19 }],
    ['controls', { controlRatio: 1.2 }],
    ['controls', { controlRatio: 'NaN' }],
    ['controls', { controlRatio: 1.09, ratio: 10.5, spread: 0 }],
  ])('%s fails alone: R is large and still nothing is accepted', (check, plan) => {
    const verdict = judged(plan)
    expect(failed(verdict)).toEqual([check])
    expect(verdict).toMatchObject({ accepted: false, class: null })
    expect(verdict.summary).toContain(`Failed: ${check}.`)
  })

  test('each cut-off of a member is met exactly: 50, five times the median, a share of 0.6, a drop of half', () => {
    const exact = {
      output: -50,
      layer_output: { value: -50, token: 0, channel: 23 },
      median_of_layer_maxima: 10,
      share: 0.6,
      residual_before: [0, 60, 30, 30, 0, 0],
      residual_after: [0, 30, 0, 0, 0, 0],
    }
    expect(judged({ members: [{ evidence: exact }] }).accepted).toBe(true)
    const less: [CheckId, NonNullable<ReportPlan['members']>[number]['evidence']][] = [
      ['spike', { median_of_layer_maxima: 10.001 }],
      ['attribution', { share: 0.5999 }],
      ['suppression', { residual_after: [0, -30.001, 0, 0, 0, 0] }],
      ['persistence', { residual_before: [0, 60, 30, 29.99, 60, 60] }],
    ]
    for (const [check, change] of less) {
      expect(failed(judged({ members: [{ evidence: { ...exact, ...change } }] }))).toEqual([check])
    }
  })

  test("an interval from 5 up around R >= 10 is A's own: nothing is left open", () => {
    const verdict = judged({ ratio: 11, spread: 0.6 })
    expect([(verdict.damage.lower ?? 0) > 5, (verdict.damage.lower ?? 99) < 10]).toEqual([true, true])
    expect(verdict).toMatchObject({ accepted: true, class: 'A', crosses_class_border: false })
    expect(judged({ ratio: 9.9, spread: 0.1 })).toMatchObject({ class: 'C', crosses_class_border: true })
    expect(judged({ ratio: 1.49, spread: 0.1 })).toMatchObject({ class: 'D', crosses_class_border: true })
  })

  test('a neuron that does not lead its layer may still carry its share of the spike', () => {
    expect(
      judged({ members: [{ evidence: { layer_input: { value: 90, token: 0, channel: 3 }, share: 0.7 } }] }).accepted,
    ).toBe(true)
  })

  test('a claimed value that is the stored one, or it printed short, passes', () => {
    for (const claimed of [2.171875, 2.17, null]) expect(judged({ members: [{ claimed }] }).accepted).toBe(true)
  })

  test('a value read in the format that a checkpoint was loaded in passes, and the check says in which', () => {
    const member = { value: Math.fround(2.1718364), bits: '400aff5e', dtype: 'F32', claimed: 2.171875 }
    const { accepted, checks } = judged({ members: [member] })
    expect(accepted).toBe(true)
    expect(checks[0]).toMatchObject({
      id: 'value',
      passed: true,
      measured: expect.stringContaining('claimed 2.171875: the same, read as float16'),
    })
    expect(judged({ members: [{ ...member, claimed: 2.1797 }] }).accepted).toBe(false)
  })

  test('a reference within 2 % passes', () => {
    expect(judged({ reference: { perplexity: Math.exp(1.205) * 1.015, source: 'the paper' } }).accepted).toBe(true)
  })

  test('controls drawn from another tensor do not count', () => {
    const report = makeReport()
    const elsewhere = (tensor: string) => ({
      ...report,
      perplexity: report.perplexity.map((p) => ({
        ...p,
        streams: p.streams.map((s) =>
          s.role === 'control' ? { ...s, edits: s.edits.map((e) => ({ ...e, tensor })) } : s,
        ),
      })),
    })
    expect(verdictOf(elsewhere('model.layers.1.mlp.down_proj.weight')).accepted).toBe(true)
    expect(failed(verdictOf(elsewhere('model.layers.5.mlp.down_proj.weight')))).toEqual(['controls'])
  })
})

describe('a model that breaks altogether', () => {
  test.each(['NaN', 'Infinity'] as const)(
    '%s counts as damage without end while the intact model and the controls are sound',
    (ratio) => {
      expect(judged({ ratio })).toMatchObject({
        accepted: true,
        class: 'A',
        damage: { ratio: null, lower: null, upper: null, infinite: true },
        edited_perplexity: null,
      })
    },
  )

  test('an intact model that is itself broken proves nothing', () => {
    const verdict = judged({ intact: 'NaN', ratio: 'NaN' })
    expect(verdict).toMatchObject({ accepted: false, class: null, intact_perplexity: null })
    expect(failed(verdict)).toEqual(['baseline', 'controls', 'damage'])
    expect(verdict.summary).toBe(
      'Not confirmed: the perplexity of the intact model is not finite, so removing it shows nothing. Failed: baseline, controls, damage.',
    )
  })

  test('an intact model that alone is broken makes nothing inert', () => {
    const report = makeReport()
    const broken = report.perplexity.map((p) => ({
      ...p,
      streams: p.streams.map((s) => (s.role === 'intact' ? { ...s, nll: s.nll.map(() => 'Infinity' as const) } : s)),
    }))
    const verdict = verdictOf({ ...report, perplexity: broken })
    expect(verdict).toMatchObject({ accepted: false, class: null })
    expect(verdict.summary).toMatch(/^Not confirmed: the perplexity of the intact model is not finite/)
  })

  test('is said in words, not as a number that is none', () => {
    const both: ReportPlan = { ratio: 'NaN', members: [{ alone: 'NaN' }, { row: 7 }] }
    expect(judged({ ratio: 'NaN' }).summary).toBe(
      'Super weight: removing it leaves a model whose perplexity is not finite.',
    )
    expect(judged(both).summary).toBe(
      'Not confirmed: removing both together leaves a model whose perplexity is not finite. Failed: minimal.',
    )
    for (const plan of [
      { ratio: 'NaN' },
      both,
      { intact: 'NaN', ratio: 'NaN' },
      { controlRatio: 'NaN' },
      { controlCount: 0 },
    ] satisfies ReportPlan[]) {
      for (const check of judged(plan).checks) expect(check.measured).not.toMatch(/Infinity|NaN/)
    }
    const measured = (id: CheckId) => judged({ ratio: 'NaN' }).checks.find((c) => c.id === id)?.measured
    expect(measured('damage')).toBe('R = infinite, 95 % interval infinite to infinite')
    expect(measured('controls')).toMatch(/max R = 1\.001; claimed R is infinite$/)
  })
})

test('the last run decides: a quick run that was too unsure is overruled by the standard one', () => {
  const quick = makeReport({ ratio: 11, spread: 1.2 })
  const standard = makeReport({ ratio: 11, spread: 0.1, grade: 'standard' })
  expect(verdictOf({ ...quick, perplexity: [...quick.perplexity, ...standard.perplexity] })).toMatchObject({
    grade: 'standard',
    accepted: true,
    class: 'A',
  })
})

test.each([
  ['no perplexity run', (r: Report) => ({ ...r, perplexity: [] })],
  [
    'no intact stream',
    (r: Report) => ({
      ...r,
      perplexity: r.perplexity.map((p) => ({ ...p, streams: p.streams.filter((s) => s.role !== 'intact') })),
    }),
  ],
  [
    'nothing removed',
    (r: Report) => ({
      ...r,
      perplexity: r.perplexity.map((p) => ({ ...p, streams: p.streams.filter((s) => s.role !== 'joint') })),
    }),
  ],
])('a report with %s has no verdict', (_, change) => {
  expect(() => verdictOf(change(makeReport()))).toThrow(RangeError)
})

test('control groups that were split count by their parts', () => {
  const report = makeReport({ controlRatio: 1.4 })
  const split = report.perplexity.map((p) => ({
    ...p,
    streams: p.streams.flatMap((s) =>
      s.role !== 'control'
        ? [s]
        : [
            s,
            ...[s.edits.slice(0, 10), s.edits.slice(10)].map((edits) => ({
              ...s,
              edits,
              nll: p.streams[0]?.nll ?? [],
            })),
          ],
    ),
  }))
  expect(failed(verdictOf(report))).toEqual(['controls'])
  expect(verdictOf({ ...report, perplexity: split })).toMatchObject({ accepted: true, control_ratio: 1 })
})

test.each([
  ['a part of it', (edits: Edit[]) => edits.slice(0, 19)],
  ['nothing', () => []],
])('a control group is not excused by %s that is inert', (_, part) => {
  const report = makeReport({ controlRatio: 1.4 })
  const more = report.perplexity.map((p) => ({
    ...p,
    streams: p.streams.flatMap((s) =>
      s.role === 'control' ? [s, { ...s, edits: part(s.edits), nll: p.streams[0]?.nll ?? [] }] : [s],
    ),
  }))
  const verdict = verdictOf({ ...report, perplexity: more })
  expect(failed(verdict)).toEqual(['controls'])
  expect(verdict.control_ratio).toBeCloseTo(1.4)
})

test('the protocol asks of controls what protocol.md says', () => {
  expect(SWP1.controls).toEqual({ count: 20, from_largest: 100, max_ratio: 1.1, min_claimed_over_control: 10 })
})
