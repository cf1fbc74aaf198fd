import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '@/lib/protocol'
import { Answer } from '@/scripts/check-referee/answer'
import { compare, compareReports } from '@/scripts/check-referee/compare'
import { differencesOf, LIMITS } from '@/scripts/check-referee/differences'

const FILE = path.join(__dirname, '..', '..', 'fixtures', 'golden', 'referee', 'tiny-set.json')
const answer = Answer.parse(JSON.parse(readFileSync(FILE, 'utf8')))

/** The report after a change. */
function changed(change: (report: Report) => void): Report {
  const copy = structuredClone(answer.report)
  change(copy)
  return copy
}

const disagreementsWith = (change: (report: Report) => void) =>
  differencesOf(answer.report, changed(change)).disagreements

/** Multiplies every loss of one stream. */
const scaleLosses = (index: number, factor: number) => (report: Report) => {
  const stream = report.perplexity[0]?.streams[index]
  if (stream) stream.nll = stream.nll.map((nll) => (typeof nll === 'number' ? nll * factor : nll))
}

it('finds nothing between a report and itself, whoever made it and when', () => {
  const other = changed((report) => {
    report.verifier.engine = 'another 1.0'
    report.started_at = '2020-01-01T00:00:00.000Z'
  })
  expect(differencesOf(answer.report, other).disagreements).toEqual([])
  expect(compare(answer.report, answer).disagreements).toEqual([])
})

it.each<[string, (report: Report) => void, RegExp]>([
  ['a bit', (r) => void (r.members[0] && (r.members[0].static.bits = '0000')), /^\.members\[0\]\.static\.bits: /],
  ['a rank', (r) => void (r.members[0] && (r.members[0].static.rank += 1)), /static\.rank/],
  ['a stored value, however little', (r) => void (r.members[0] && (r.members[0].static.value *= 1 + 1e-9)), /value/],
  ['a token id', (r) => void (r.detection[0] && (r.detection[0].token_ids[1] = 7)), /token_ids\[1\]/],
  ['a spike that one of them does not see', (r) => void r.detection[0]?.rounds[0]?.found.pop(), /found/],
  ['a control', (r) => void r.perplexity[0]?.streams.at(-1)?.edits.reverse(), /edits\[0\]/],
  ['a stream', (r) => void r.perplexity[0]?.streams.pop(), /streams/],
])('finds %s', (_, change, named) => {
  expect(disagreementsWith(change)[0]).toMatch(named)
})

it('holds losses, perplexities and R to their limits', () => {
  expect(disagreementsWith(scaleLosses(1, 1 + 0.1 * LIMITS.loss))).toEqual([])
  const found = disagreementsWith(scaleLosses(1, 1 + 100 * LIMITS.loss))
  expect(found).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/nll/),
      expect.stringMatching(/^perplexity of joint/),
      expect.stringMatching(/^ratio of R/),
    ]),
  )
})

it('compares folders by what they store, since they have no commit', () => {
  const local = (commit: string) =>
    changed((report) => Object.assign(report.checkpoint, { repo: 'local:tiny-set', commit: commit.repeat(40) }))
  expect(compareReports(local('0'), local('1')).disagreements).toEqual([])
  const [named] = disagreementsWith(({ checkpoint }) => Object.assign(checkpoint, { commit: '0'.repeat(40) }))
  expect(named).toMatch(/^\.checkpoint\.commit: /)
})

it('says when the verdicts of two reports differ', () => {
  const harmless = changed((report) => {
    const [intact, joint] = report.perplexity[0]?.streams ?? []
    if (intact && joint) joint.nll = intact.nll
  })
  expect(compareReports(answer.report, harmless).disagreements.at(-1)).toMatch(
    /^verdict: verifier .*"class":"B".* referee .*"class":"D"/,
  )
})

it('finds a verdict that does not follow from its own report', () => {
  const [first, ...rest] = answer.verdict.checks
  const flipped = first ? [{ ...first, passed: !first.passed }, ...rest] : []
  expect(compare(answer.report, { ...answer, verdict: { ...answer.verdict, checks: flipped } }).disagreements).toEqual([
    expect.stringMatching(/^the verifier on its own report decides /),
    expect.stringMatching(/^the verifier on the referee's report decides /),
  ])
  const damage = { ...answer.verdict.damage, lower: 1 }
  expect(compare(answer.report, { ...answer, verdict: { ...answer.verdict, damage } }).disagreements).toEqual([
    expect.stringMatching(/^the lower bound of R of one report/),
  ])
})
