import { verdictOf, type Report } from '@/lib/protocol'
import type { Finding, Signer } from '@/lib/reports/finding'
import { gradingOf } from '@/lib/weights/level'
import { makeReport, type ReportPlan } from '../../helpers/report'

const READING = { commit: 'a'.repeat(40), text: '2.171875 (BF16)' }
const OTHER = { engine: 'torch 2.13.0', cpu: 'cpu two' }

let count = 0
function finding(plan: ReportPlan = {}, change: (r: Report) => Report = (r) => r): Finding {
  const report = change(makeReport(plan))
  const sha256 = String(++count).padStart(64, '0')
  return {
    sha256,
    filedAt: new Date(count * 1000),
    weights: report.members.map((_, i) => i + 1),
    report,
    verdict: verdictOf(report),
    signed: null,
  }
}
/** As signed by an account. */
function signed(party: number, plan: ReportPlan = {}, more: Partial<Signer> = {}): Finding {
  return { ...finding(plan), signed: { party, key: String(party).repeat(64), withdrawn: false, ...more } }
}
/** As a finding of a protocol that the registry has not published. */
const ofUnknownProtocol = (one: Finding): Finding => ({
  ...one,
  report: { ...one.report, protocol: { ...one.report.protocol, sha256: 'f'.repeat(64) } },
})
const graded = (findings: Finding[], publications: string[] = []) =>
  gradingOf({ reading: READING, publications, findings })

test('without a value it is claimed, with one present', () => {
  expect(gradingOf({ reading: null, publications: ['yu2024'], findings: [] })).toMatchObject({
    class: null,
    level: {
      number: 0,
      word: 'claimed',
      reasons: [
        'One publication states it: yu2024.',
        'No value has been read at a commit.',
        'No run has judged it: published, not verified here.',
      ],
    },
  })
  expect(graded([])).toMatchObject({ class: null, level: { number: 1, word: 'present' } })
})

test('one accepted run reproduces it; one that did not confirm it leaves it present', () => {
  expect(graded([finding()])).toMatchObject({ class: 'A', level: { number: 2, word: 'reproduced' } })
  expect(graded([finding({ ratio: 4 })])).toMatchObject({ class: 'C', level: { number: 1, conflicting: false } })
})

test('a report of a protocol that is not published counts for nothing', () => {
  expect(graded([ofUnknownProtocol(finding())])).toMatchObject({ class: null, level: { number: 1 } })
})

describe('a claim counts as the newest protocol that judged it has it', () => {
  test('judged only under an older one, it keeps its level and says which', () => {
    const { level, class: cls } = graded([finding({ protocol: 'swp-1' })])
    expect([cls, level.number]).toEqual(['A', 2])
    expect(level.reasons.join(' ')).toContain('A run of swp-1 reached class A')
  })

  test('judged again, the older report no longer counts, and is no conflict', () => {
    const again = [finding({ protocol: 'swp-1' }), finding({ ratio: 4 })]
    expect(graded(again)).toMatchObject({ class: 'C', level: { number: 1, conflicting: false } })
  })

  test('another claim keeps its own reports', () => {
    const set = finding({ protocol: 'swp-1', members: [{ alone: 1.1 }, { alone: 1.1, row: 7 }] })
    expect(graded([set, finding({ ratio: 1.1 })])).toMatchObject({ class: 'B', level: { number: 2 } })
  })
})

test.each([
  ['another machine', OTHER],
  ['the same machine', { engine: 'torch 2.13.0' }],
])('another engine on %s that agrees replicates it; with a publication it is corroborated', (_, verifier) => {
  const pair = [finding(), finding({ verifier, ratio: 44 })]
  expect(graded(pair)).toMatchObject({ class: 'A', level: { number: 3, word: 'replicated' } })
  expect(graded(pair, ['yu2024'])).toMatchObject({ level: { number: 4, word: 'corroborated' } })
})

test.each<[string, ReportPlan]>([
  ['the same verifier on another machine', { verifier: { cpu: 'cpu two' } }],
  [
    'a new version of the same engine',
    { verifier: { engine: 'onnxruntime-node 1.31.0', version: '0.2.0', cpu: 'cpu two' } },
  ],
  ['a ratio out of tolerance', { verifier: OTHER, ratio: 400 }],
  ['another grade', { verifier: OTHER, grade: 'standard' }],
  ['a ratio without end against a finite one', { verifier: OTHER, ratio: 'NaN' }],
])('%s is no replication', (_, plan) => {
  expect(graded([finding(), finding(plan)], ['yu2024']).level).toMatchObject({ number: 2 })
})

test('two verifiers that both see the model break altogether agree', () => {
  expect(graded([finding({ ratio: 'NaN' }), finding({ ratio: 'Infinity', verifier: OTHER })]).level.number).toBe(3)
})

test('the same claim judged both ways is a conflict, and both stay', () => {
  const { level, class: cls } = graded([finding(), finding({ ratio: 1.1 })])
  expect(level).toMatchObject({ number: 2, conflicting: true })
  expect(level.reasons.join(' ')).toMatch(/Reports disagree: 1 confirms the same claim, 1 does not/)
  expect(cls).toBe('A')
})

test('inert alone and part of an accepted set are two claims: no conflict, class B', () => {
  const set = finding({ members: [{ alone: 1.1 }, { alone: 1.1, row: 7 }] })
  expect(set.verdict.class).toBe('B')
  expect(graded([set, finding({ ratio: 1.1 })])).toMatchObject({ class: 'B', level: { number: 2, conflicting: false } })
})

test('A claimed alone goes before B as a member', () => {
  expect(graded([finding(), finding({ members: [{ alone: 1.1 }, { alone: 1.1, row: 7 }] })]).class).toBe('A')
})

describe('why there is no class', () => {
  test('nothing has judged it, or only under a protocol that is not published', () => {
    expect(graded([]).unclassed).toBe('No report judges it.')
    expect(graded([ofUnknownProtocol(finding())]).unclassed).toBe('No report judges it.')
  })

  test('a check failed: of the weight alone, or of a set all of whose members were removed together', () => {
    expect(graded([finding({ controlCount: 19 })])).toMatchObject({
      class: null,
      unclassed:
        'The latest run of it alone gives no class. Not confirmed: removing it multiplies perplexity by 40. Failed: controls.',
    })
    const set = finding({ controlCount: 19, members: [{ alone: 1.1 }, { alone: 1.1, row: 7 }] })
    expect(graded([set])).toMatchObject({
      class: null,
      unclassed:
        'The latest run of both members together gives no class. Not confirmed: removing both together multiplies perplexity by 40. Failed: controls.',
    })
  })

  test('there is one', () => {
    expect(graded([finding({ ratio: 1.1 })])).toMatchObject({ class: 'D', unclassed: null })
  })
})

describe('what somebody else signed', () => {
  const HARDWARE = { verifier: { cpu: 'cpu two' } }

  test('replicates a run of this registry from other hardware, the engine being the same', () => {
    const { level } = graded([finding(), signed(1, HARDWARE)])
    expect(level).toMatchObject({ number: 3, conflicting: false })
    expect(level.reasons.join(' ')).toMatch(
      /signed with key 111111111111, agrees with report \w{12}: measured by another party on other hardware/,
    )
    expect(graded([finding(), signed(1, { verifier: { device: 'cuda' } })]).level.number).toBe(3)
  })

  test('replicates it by another engine', () => {
    expect(graded([finding(), signed(1, { verifier: { engine: 'torch 2.13.0' } })]).level.number).toBe(3)
  })

  test('replicates nothing where engine and hardware are the same, or the windows are others', () => {
    expect(graded([finding(), signed(1)]).level.number).toBe(2)
    expect(graded([finding(), signed(1, { ...HARDWARE, grade: 'standard' })]).level.number).toBe(2)
  })

  test('by a third party corroborates it; by the second once more, or on the same hardware as nobody else, does not', () => {
    const pair = [finding(), signed(1, HARDWARE)]
    expect(graded([...pair, signed(2)])).toMatchObject({ class: 'A', level: { number: 4, word: 'corroborated' } })
    expect(graded([...pair, signed(1, { verifier: OTHER })]).level.number).toBe(3)
    expect(graded([...pair, signed(2, { ratio: 400 })]).level).toMatchObject({ number: 3, conflicting: true })
    const engines = [finding(), finding({ verifier: OTHER })]
    expect(graded([...engines, signed(1)]).level.number).toBe(4)
  })

  test('accepts nothing and has no class to give', () => {
    expect(graded([signed(1), signed(2, { verifier: OTHER })])).toMatchObject({ class: null, level: { number: 1 } })
    expect(graded([finding({ ratio: 4 }), signed(1), signed(2, { verifier: OTHER })])).toMatchObject({
      class: 'C',
      level: { number: 1, conflicting: true },
    })
  })

  test('that does not confirm it makes a conflict, and takes nothing away', () => {
    const { level, class: cls } = graded([finding(), signed(1, { ratio: 1.1 })])
    expect([level.number, level.conflicting, cls]).toEqual([2, true, 'A'])
  })

  test('that confirms it with a damage out of tolerance makes a conflict', () => {
    const { level } = graded([finding(), signed(1, { ...HARDWARE, ratio: 400 })])
    expect(level).toMatchObject({ number: 2, conflicting: true })
    expect(level.reasons.join(' ')).toMatch(/on the same windows \w{12} measured R = 40.0 and \w{12} measured R = 400/)
  })

  test('under a newer protocol does not put this registry’s run aside', () => {
    const old = finding({ protocol: 'swp-1' })
    expect(graded([old, signed(1, HARDWARE)])).toMatchObject({ class: 'A', level: { number: 2, conflicting: false } })
  })

  test('counts for nothing once it was taken back', () => {
    expect(graded([finding(), signed(1, HARDWARE, { withdrawn: true })]).level.number).toBe(2)
    expect(graded([finding(), signed(1, { ratio: 1.1 }, { withdrawn: true })]).level.conflicting).toBe(false)
  })
})
