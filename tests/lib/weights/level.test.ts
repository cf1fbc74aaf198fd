import { verdictOf, type Report } from '@/lib/protocol'
import type { Finding } from '@/lib/reports/finding'
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
  }
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

test('two verifiers on different machines that agree replicate it; with a publication it is corroborated', () => {
  const pair = [finding(), finding({ verifier: OTHER, ratio: 44 })]
  expect(graded(pair)).toMatchObject({ class: 'A', level: { number: 3, word: 'replicated' } })
  expect(graded(pair, ['yu2024'])).toMatchObject({ level: { number: 4, word: 'corroborated' } })
})

test.each<[string, ReportPlan]>([
  ['the same verifier on another machine', { verifier: { cpu: 'cpu two' } }],
  [
    'a new version of the same engine',
    { verifier: { engine: 'onnxruntime-node 1.31.0', version: '0.2.0', cpu: 'cpu two' } },
  ],
  ['another verifier on the same machine', { verifier: { engine: 'torch 2.13.0' } }],
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
