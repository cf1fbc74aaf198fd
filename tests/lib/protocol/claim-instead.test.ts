import { claimInstead, verdictOf } from '@/lib/protocol'
import { makeReport, type ReportPlan } from '../../helpers/report'

const instead = (plan: ReportPlan) => claimInstead(verdictOf(makeReport(plan)))
const four = (without: readonly number[]): ReportPlan => ({
  members: without.map((r, i) => ({ col: i, alone: 1.2, without: r, evidence: { share: 0.24 } })),
})

test('nothing is claimed instead of an accepted claim, or of one that does no damage', () => {
  expect(instead({})).toBeNull()
  expect(instead({ ratio: 4 })).toBeNull()
})

test('of a padded set the core is, and the members that add nothing are named', () => {
  expect(instead(four([3, 2, 40, 41]))).toEqual({ why: 'Members 3 and 4 add nothing.', members: [0, 1] })
  expect(instead(four([3, 2, 2, 41]))).toEqual({ why: 'Member 4 adds nothing.', members: [0, 1, 2] })
})

test('a member that is a super weight by itself is', () => {
  const members = [{ alone: 30 }, { alone: 1.1, row: 7 }]
  expect(instead({ ratio: 60, members })).toEqual({ why: 'Member 1 is a super weight by itself.', members: [0] })
})

test('the others are where one member fails and they do the damage without it', () => {
  const members = [
    { alone: 1.1, without: 12 },
    { alone: 1.1, col: 1 },
    { alone: 1.1, col: 2 },
  ].map((m, i) => ({
    ...m,
    evidence: { share: i === 0 ? 0.01 : 0.45 },
  }))
  expect(instead({ members })).toEqual({ why: 'Member 1 fails spike and attribution.', members: [1, 2] })
  const [first, ...rest] = members
  expect(instead({ members: [{ ...first, without: 5 }, ...rest] })).toEqual({
    why: 'Member 1 fails spike and attribution.',
    members: null,
  })
})

test('a single weight names the checks that stand in the way', () => {
  expect(instead({ members: [{ evidence: { share: 0.4 } }] })).toEqual({ why: 'It fails attribution.', members: null })
  expect(instead({ ratio: 'NaN', controlCount: 19 })).toEqual({ why: 'It fails controls.', members: null })
})
