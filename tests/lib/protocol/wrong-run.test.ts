import { SWP1, wrongRunOf, type PerplexityRun, type Report, type StreamResult } from '@/lib/protocol'
import { report as measured } from '../../components/fixtures/report'
import { makeReport, type ReportPlan } from '../../helpers/report'

const THREE: ReportPlan = { members: [{}, { row: 7 }, { row: 9 }] }

type Change = (stream: StreamResult) => StreamResult | readonly StreamResult[]
const withRun = (report: Report, change: (run: PerplexityRun) => PerplexityRun): Report => ({
  ...report,
  perplexity: report.perplexity.map(change),
})
const withStreams = (report: Report, change: Change) =>
  withRun(report, (run) => ({ ...run, streams: run.streams.flatMap((s) => change(s)) }))
/** Changes the streams of one role in a report of three members. */
const only = (role: StreamResult['role'], change: Change) =>
  withStreams(makeReport(THREE), (s) => (s.role === role ? change(s) : s))

const dosed = (scales: readonly number[]) => {
  const report = makeReport(THREE)
  return withStreams(report, (s) =>
    s.role === 'joint'
      ? [s, { ...s, role: 'dose', edits: s.edits.map((e, i) => ({ ...e, scale: scales[i] ?? 0 })) }]
      : s,
  )
}

test.each<[string, Report]>([
  ['one weight', makeReport()],
  ['numbers that transformers measured', measured],
  ['a set, its members alone and left out', makeReport(THREE)],
  ['a dose curve', dosed([0.5, 0.5, 0.5])],
  [
    'a second run of the next grade',
    { ...makeReport(), perplexity: [...makeReport().perplexity, ...makeReport({ grade: 'standard' }).perplexity] },
  ],
])('%s can be judged', (_, report) => {
  expect(wrongRunOf(report)).toBeNull()
})

test.each<[string, Report, string]>([
  [
    'an intact stream that removes something',
    only('intact', (s) => ({ ...s, edits: [{ tensor: 't', layer: 0, row: 0, col: 0, scale: 0 }] })),
    'the edits of its intact stream are not what that role removes',
  ],
  [
    'a joint stream that removes another weight',
    only('joint', (s) => ({ ...s, edits: s.edits.map((e, i) => (i === 0 ? { ...e, col: 3 } : e)) })),
    'the edits of its joint stream',
  ],
  [
    'a joint stream without a member',
    only('joint', (s) => ({ ...s, edits: s.edits.slice(1) })),
    'the edits of its joint stream',
  ],
  [
    'a joint stream that removes one member twice',
    only('joint', (s) => ({ ...s, edits: s.edits.map((e, i) => (i === 2 ? (s.edits[0] ?? e) : e)) })),
    'the edits of its joint stream',
  ],
  [
    'a joint stream that only weakens a member',
    only('joint', (s) => ({ ...s, edits: s.edits.map((e, i) => (i === 1 ? { ...e, scale: 0.1 } : e)) })),
    'the edits of its joint stream',
  ],
  [
    "alone streams that name each other's member",
    only('alone', (s) => ({ ...s, member: 2 - (s.member ?? 0) })),
    'the edits of its alone (3) stream',
  ],
  [
    'an alone stream of a member that is none',
    only('alone', (s) => (s.member === 0 ? { ...s, member: 3 } : s)),
    'the edits of its alone (4) stream',
  ],
  ['an alone stream of nobody', only('alone', (s) => ({ ...s, member: null })), 'the edits of its alone stream'],
  [
    'a without stream that is an alone stream',
    only('without', (s) => ({ ...s, role: 'alone' })),
    'the edits of its alone (1) stream',
  ],
  [
    'a control that removes a member',
    only('control', (s) => ({
      ...s,
      edits: [...s.edits, { tensor: 'model.layers.1.mlp.down_proj.weight', layer: 1, row: 7, col: 88, scale: 0 }],
    })),
    'the edits of its control stream',
  ],
  [
    'a control that changes nothing',
    only('control', (s) => ({ ...s, edits: s.edits.map((e) => ({ ...e, scale: 1 })) })),
    'the edits of its control stream',
  ],
  ['a control of no weights', only('control', (s) => ({ ...s, edits: [] })), 'the edits of its control stream'],
  ['a dose that differs by member', dosed([0.5, 0.5, 2]), 'the edits of its dose stream'],
  ['two joint streams', only('joint', (s) => [s, s]), 'it has two joint streams, expected one'],
  [
    'two streams of one member alone',
    only('alone', (s) => (s.member === 1 ? [s, s] : s)),
    'it has two alone (2) streams, expected one',
  ],
  [
    'a loss too few',
    only('without', (s) => (s.member === 1 ? { ...s, nll: s.nll.slice(1) } : s)),
    'its without (2) stream has 1 losses, expected 2',
  ],
  [
    'a loss too many',
    only('intact', (s) => ({ ...s, nll: [...s.nll, 1] })),
    'its intact stream has 3 losses, expected 2',
  ],
  [
    'windows and their length swapped',
    withRun(makeReport(), (r) => ({ ...r, windows: r.window_tokens, window_tokens: r.windows })),
    'it has 256 windows of 2 tokens, expected 2 of 256',
  ],
  [
    'windows of another grade',
    withRun(makeReport({ grade: 'standard' }), (r) => ({ ...r, grade: 'full' })),
    'it has 16 windows of 512 tokens, expected 32 of 2048',
  ],
])('%s cannot', (_, report, words) => {
  expect(wrongRunOf(report)).toMatch(/^The perplexity run of grade \w+ cannot be judged: .*\.$/)
  expect(wrongRunOf(report)).toContain(words)
})

test('a cheaper run must not have the last word, nor a grade two', () => {
  const [quick, standard] = [makeReport(), makeReport({ grade: 'standard' })]
  for (const perplexity of [
    [...standard.perplexity, ...quick.perplexity],
    [...quick.perplexity, ...quick.perplexity],
  ]) {
    expect(wrongRunOf({ ...quick, perplexity })).toMatch(
      /grade quick cannot be judged: it stands after one of grade (standard|quick), expected the cheapest first/,
    )
  }
})

test('the cut-offs are those of the protocol that is asked for', () => {
  const other = {
    ...SWP1,
    grades: { ...SWP1.grades, quick: { windows: 4, window_tokens: 256 } },
  } as unknown as typeof SWP1
  expect(wrongRunOf(makeReport(), other)).toContain('expected 4 of 256')
})
