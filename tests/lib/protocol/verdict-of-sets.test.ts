import { verdictOf, type CheckId, type Verdict } from '@/lib/protocol'
import { makeReport as make, type ReportPlan } from '../../helpers/report'

const failed = (v: Verdict): CheckId[] => [...new Set(v.checks.filter((c) => !c.passed).map((c) => c.id))]
const makeReport = (plan: ReportPlan = {}) => make({ protocol: 'swp-1', ...plan })
const judged = (plan: ReportPlan = {}) => verdictOf(makeReport(plan))

describe('a set', () => {
  const three = (change: Partial<NonNullable<ReportPlan['members']>[number]> = {}): ReportPlan => ({
    members: [
      { alone: 1.2, without: 20 },
      { alone: 1.3, without: 25, row: 7 },
      { alone: 1.1, without: 40, row: 9, ...change },
    ],
  })

  test('B: jointly R >= 10 while no member alone is a super weight', () => {
    const verdict = judged(three())
    expect(verdict).toMatchObject({
      accepted: true,
      class: 'B',
      summary: 'Super-weight set: removing all 3 together multiplies perplexity by 40.',
    })
    expect(verdict.members.map((m) => m.class)).toEqual(['D', 'D', 'D'])
  })

  test('a member whose absence changes nothing once the others are gone is named redundant', () => {
    expect(judged(three()).members.map((m) => m.redundant)).toEqual([false, false, true])
  })

  test('so is one without which the model breaks altogether just the same', () => {
    const members = judged({ ...three({ without: 'Infinity' }), ratio: 'NaN' }).members
    expect(members.map((m) => m.redundant)).toEqual([false, false, true])
    expect(members[2]?.without).toMatchObject({ ratio: null, infinite: true })
  })

  test('of two members, the damage of all but one is that of the other alone', () => {
    const { members } = judged({ members: [{ alone: 1.4 }, { alone: 1.2, row: 7 }] })
    expect(members[0]?.without?.ratio).toBeCloseTo(1.2)
    expect(members[1]?.without?.ratio).toBeCloseTo(1.4)
  })

  test('a member that is a super weight alone makes it no set: claim that one', () => {
    const verdict = judged(three({ alone: 15 }))
    expect(failed(verdict)).toEqual(['minimal'])
    expect(verdict).toMatchObject({ accepted: false, class: null })
    expect(verdict.checks.at(-1)).toMatchObject({ id: 'minimal', member: 2 })
    expect(verdict.members[2]?.class).toBe('A')
  })

  test('a member that was not measured alone fails it', () => {
    const report = makeReport(three())
    const without = {
      ...report,
      perplexity: report.perplexity.map((p) => ({
        ...p,
        streams: p.streams.filter((s) => s.role !== 'alone' || s.member !== 1),
      })),
    }
    expect(failed(verdictOf(without))).toEqual(['minimal'])
  })

  test('members that write one channel share its spike; each must carry a fifth', () => {
    const shares = (a: number, b: number): ReportPlan => ({
      members: [{ evidence: { share: a } }, { col: 17, evidence: { share: b } }],
    })
    expect(judged(shares(0.4, 0.3)).accepted).toBe(true)
    expect(failed(judged(shares(0.4, 0.15)))).toContain('attribution')
    expect(failed(judged(shares(0.3, 0.25)))).toEqual(['attribution'])
  })

  test('so do members in different experts of one layer; members seen at another token, prompt or round do not', () => {
    const expert = (number: number) => `model.layers.1.mlp.experts.${number}.down_proj.weight`
    const pair = (second: NonNullable<ReportPlan['members']>[number]): ReportPlan => ({
      members: [
        { tensor: expert(0), evidence: { share: 0.4 } },
        { col: 17, ...second },
      ],
    })
    expect(judged(pair({ tensor: expert(3), evidence: { share: 0.3 } })).accepted).toBe(true)
    const elsewhere = {
      token: 3,
      layer_output: { value: 110, token: 3, channel: 23 },
      layer_input: { value: 50, token: 3, channel: 17 },
    }
    for (const place of [elsewhere, { prompt: 1 }, { bos: 'toggled' as const }, { round: 1 }]) {
      expect(failed(judged(pair({ tensor: expert(0), evidence: { share: 0.3, ...place } })))).toEqual(['attribution'])
    }
  })

  test('of three members or more, a member whose absence was not measured fails it', () => {
    const report = makeReport(three())
    const lacking = {
      ...report,
      perplexity: report.perplexity.map((p) => ({
        ...p,
        streams: p.streams.filter((s) => s.role !== 'without' || s.member !== 2),
      })),
    }
    const verdict = verdictOf(lacking)
    expect(failed(verdict)).toEqual(['minimal'])
    expect(verdict.checks.at(-1)?.measured).toContain('all but member 3: not measured')
  })

  test('every tensor that a member is in needs its own controls', () => {
    const pair: ReportPlan = { members: [{}, { layer: 2 }] }
    expect(judged(pair).accepted).toBe(true)
    const report = makeReport(pair)
    const [first] = report.perplexity[0]?.streams.filter((s) => s.role === 'control') ?? []
    if (!first) throw new Error('no controls')
    const more = { ...first, edits: first.edits.map((e) => ({ ...e, row: e.row + 30 })) }
    const lopsided = {
      ...report,
      perplexity: report.perplexity.map((p) => ({
        ...p,
        streams: [...p.streams.filter((s) => s.role !== 'control'), first, more],
      })),
    }
    expect(failed(verdictOf(lopsided))).toEqual(['controls'])
  })

  test.each([
    [4, 'Damaging, no super-weight set: removing all 3 together multiplies perplexity by 4. Failed: controls, damage.'],
    [1.01, 'Inert: removing all 3 together multiplies perplexity by 1.010. Failed: controls, damage.'],
  ])('R = %p is said of all of them together', (ratio, summary) => {
    expect(judged({ ...three(), ratio }).summary).toBe(summary)
  })

  test('a failed check at a large R is said of all of them together', () => {
    expect(judged({ ...three(), controlCount: 19 }).summary).toBe(
      'Not confirmed: removing all 3 together multiplies perplexity by 40. Failed: controls.',
    )
  })

  test("inert together is D, with the members' own damage beside it", () => {
    expect(judged({ ...three(), ratio: 1.3, members: [{ alone: 1.1 }, { alone: 1.05, row: 7 }] })).toMatchObject({
      accepted: false,
      class: 'D',
    })
  })
})
