import { canonicalSha256, CURRENT_PROTOCOL, protocolNamed, SWP2, verdictOf, type Report } from '@/lib/protocol'
import { makeReport, type MemberPlan } from '../../helpers/report'

const sha256 = canonicalSha256(SWP2)

const failed = (report: Report) => verdictOf(report).checks.flatMap((c) => (c.passed ? [] : [c.id]))

test('swp-2 is published beside swp-1, and is what new runs follow', () => {
  expect(protocolNamed('swp-2')?.sha256).toBe(sha256)
  expect(CURRENT_PROTOCOL.sha256).toBe(sha256)
})

test('a single weight is judged as under swp-1', () => {
  expect(verdictOf(makeReport())).toMatchObject({ accepted: true, class: 'A', core: null, crosses_class_border: false })
})

describe('the spike', () => {
  const evidence = (more: NonNullable<MemberPlan['evidence']>) => makeReport({ members: [{ evidence: more }] })

  test('is among the four largest channels of its layer', () => {
    expect(failed(evidence({ channel_rank: 4 }))).toEqual([])
    expect(failed(evidence({ channel_rank: null }))).toEqual(['spike'])
  })

  test('stands out of the layers, by size or, below 50, by twenty times the median', () => {
    expect(failed(evidence({ output: 30, median_of_layer_maxima: 1.4 }))).toEqual([])
    expect(failed(evidence({ output: 30, median_of_layer_maxima: 2 }))).toEqual(['spike'])
    expect(failed(evidence({ output: 60, median_of_layer_maxima: 13 }))).toEqual(['spike'])
  })

  test('is suppressed from the intact model on, not from a removal round', () => {
    const residual_before = [0, 110, 110, 110, 110, 110]
    expect(failed(evidence({ residual_before, residual_intact: [0, 0.9, 1, 1, 1, 1] }))).toEqual(['suppression'])
  })
})

describe('every member of a set is needed', () => {
  const pair = (alone: readonly number[], ratio = 40) =>
    makeReport({ ratio, members: alone.map((r, i) => ({ alone: r, col: i, evidence: { share: 0.4 } })) })

  test('of a true pair both are', () => {
    expect(verdictOf(pair([1.1, 5.4]))).toMatchObject({ accepted: true, class: 'B', core: null })
  })

  test('a padded set is not accepted: the verdict names the core, and says what to claim', () => {
    const without = [3, 2, 40, 41]
    const four = makeReport({
      ratio: 40,
      members: without.map((r, i) => ({ col: i, alone: 1.2, without: r, evidence: { share: 0.24 } })),
    })
    expect(failed(four)).toEqual(['needed', 'needed'])
    expect(verdictOf(four)).toMatchObject({ accepted: false, class: null, core: [0, 1] })
    expect(verdictOf(four).summary).toMatch(/Without effect: members 3 and 4\. Claim members 1 and 2\.$/)
  })

  test('a factor under 1.5 is not needed, one of 1.5 is', () => {
    expect(failed(pair([1.2, 27]))).toContain('needed')
    expect(failed(pair([1.2, 26.6], 40))).not.toContain('needed')
  })

  test('swp-1 judges the same numbers as it did', () => {
    const four = makeReport({
      protocol: 'swp-1',
      members: [3, 2, 40, 41].map((r, i) => ({ col: i, alone: 1.2, without: r, evidence: { share: 0.24 } })),
    })
    expect(verdictOf(four)).toMatchObject({ accepted: true, class: 'B', core: null })
  })
})

describe('two windows decide nothing near a border', () => {
  test.each<[number, boolean]>([
    [1.2, false],
    [1.49, true],
    [4, true],
    [9, true],
    [20, true],
    [40, false],
  ])('R = %p at grade quick: goes on = %p', (ratio, goesOn) => {
    expect(verdictOf(makeReport({ ratio })).crosses_class_border).toBe(goesOn)
  })

  test('sixteen do', () => {
    expect(verdictOf(makeReport({ ratio: 4, grade: 'standard' })).crosses_class_border).toBe(false)
    expect(verdictOf(makeReport({ ratio: 20, grade: 'standard' })).crosses_class_border).toBe(false)
  })
})

test('members of two layers that write one channel persist from the first of them on', () => {
  const members = [1, 4].map((layer) => ({ layer, alone: 1.1 }))
  expect(failed(makeReport({ protocol: 'swp-1', members }))).toContain('persistence')
  expect(failed(makeReport({ members }))).toEqual([])
  const apart = [1, 4].map((layer) => ({ layer, row: layer, alone: 1.1 }))
  expect(failed(makeReport({ members: apart }))).toEqual(['persistence'])
})
