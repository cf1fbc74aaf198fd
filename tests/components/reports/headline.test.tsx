import { Headline } from '@/components/reports/headline'
import { PublishedHeadline } from '@/components/records/published-headline'
import { verdictOf } from '@/lib/protocol'
import { ReportRecord } from '@/lib/reports/schema'
import type { EffectRecord } from '@/lib/effects/schema'
import { makeReport, type ReportPlan } from '../../helpers/report'
import { text } from '../html'

function recordOf(plan: ReportPlan, set: string | null = null): ReportRecord {
  const report = makeReport(plan)
  const ids = report.members.map((_, i) => `SW-00000${i + 1}`)
  return ReportRecord.parse({
    schema_version: 1,
    sha256: 'a'.repeat(64),
    filed_at: '2026-11-23T10:00:42.000Z',
    weights: ids,
    set,
    submissions: [],
    verdict: verdictOf(report),
    report,
  })
}

const THREE = [
  { alone: 1.2, without: 20 },
  { row: 7, alone: 1.3, without: 25 },
  { row: 9, alone: 1.1, without: 26 },
]

test('a super weight: how many times worse, from what to what, on which text, beside the controls', () => {
  const words = text(<Headline report={recordOf({ grade: 'standard' })} member={0} standing={null} />)
  expect(words).toMatch(/^Damage: perplexity ×40 Perplexity 3\.\d+ → 13\d when this one number is set to zero\./)
  expect(words).toContain('16 windows of 512 tokens of demo-text')
  expect(words).toContain('20 other large weights of the same tensor: at most ×1.00')
})

test('a member of a set: what all do together, and what it does alone', () => {
  const words = text(<Headline report={recordOf({ members: THREE }, 'SS-000001')} member={1} standing={null} />)
  expect(words).toContain('when all 3 numbers of SS-000001 are set to zero together; this one alone ×1.30')
})

test('a perplexity that is not finite is said as such', () => {
  const words = text(<Headline report={recordOf({ ratio: 'Infinity' })} member={0} standing={null} />)
  expect(words).toContain('×∞')
  expect(words).toContain('→ not finite')
})

test('where it stands: counted among the others, not beside itself', () => {
  const standing = { damages: [12, 40, 900], total: 3, below: 1 }
  const words = text(<Headline report={recordOf({})} member={0} standing={standing} />)
  expect(words).toContain('R larger than that of 1 of the 2 other verified super weights and sets.')
  expect(
    text(<Headline report={recordOf({})} member={0} standing={{ damages: [40], total: 1, below: 0 }} />),
  ).not.toContain('verified')
})

const effect = (ratio: number, ids: readonly string[]): EffectRecord => ({
  measured_here: false,
  metric: 'perplexity',
  corpus: 'WikiText-2',
  conditions: null,
  before: 5,
  after: 5 * ratio,
  ratio,
  approximate: false,
  removed: { weights: ids.map((id) => ({ id, tensor: 't', row: 1, col: 2 })), experts: [] },
  source: { key: 'a', citation: 'A paper.', url: 'https://example.org/a', where: null },
  note: null,
  missing: {},
})

test('without a measurement of ours: the largest published figure for exactly these weights, as theirs', () => {
  const effects = [effect(3, ['SW-000001']), effect(200, ['SW-000001']), effect(900, ['SW-000001', 'SW-000002'])]
  const words = text(<PublishedHeadline effects={effects} own={['SW-000001']} />)
  expect(words).toContain('Published, not measured here ×200 perplexity 5 → 1000 on WikiText-2, as printed by A paper')
  expect(text(<PublishedHeadline effects={effects} own={['SW-000003']} />)).toBe('')
})
