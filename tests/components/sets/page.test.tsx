import { WeightPage } from '@/components/weights/page'
import { SetPage } from '@/components/sets/page'
import { verdictOf, type Report } from '@/lib/protocol'
import { ReportRecord } from '@/lib/reports/schema'
import { parseStored } from '@/lib/record-form'
import { SET_FORM } from '@/lib/sets/form'
import { makeReport, type ReportPlan } from '../../helpers/report'
import { verified } from '../fixtures/weights'
import { text } from '../html'

const IDS = ['SW-000046', 'SW-000047', 'SW-000048']
const MEMBERS = [
  { alone: 1.2, without: 20 },
  { row: 7, alone: 1.3, without: 25 },
  { row: 9, alone: 1.1, without: 26 },
]
const SHA = 'a'.repeat(64)
const TIME = '2026-11-23T10:00:42.000Z'

/** The record of a run over three weights, and the records of the set and of its first member that rest on it alone. */
function judged(plan: ReportPlan) {
  const report: Report = makeReport({ members: MEMBERS, ...plan })
  const verdict = verdictOf(report)
  const record = ReportRecord.parse({
    schema_version: 1,
    sha256: SHA,
    filed_at: TIME,
    weights: IDS,
    set: 'SS-000001',
    submissions: [],
    verdict,
    report,
  })
  const { accepted, class: cls, damage, summary, grade } = verdict
  const reports = [
    {
      sha256: SHA,
      filed_at: TIME,
      protocol: 'swp-1',
      grade,
      corpus: 'demo-text',
      accepted,
      class: cls,
      damage,
      summary,
    },
  ]
  const members = report.members.map(({ tensor, row, col, static: { value } }, i) => ({
    id: IDS[i],
    tensor,
    row,
    col,
    value,
    ...verdict.members[i],
  }))
  const rest = {
    commit: report.checkpoint.commit,
    level: verified.level,
    class: cls,
    verified: accepted,
    reports,
    missing: {},
    created_at: TIME,
    updated_at: TIME,
  }
  const set = parseStored(SET_FORM, {
    schema_version: 1,
    id: 'SS-000001',
    version: 1,
    url: '/sets/SS-000001',
    repo: report.checkpoint.repo,
    members,
    ...rest,
  })
  return {
    record,
    set,
    weight: { ...verified, class: cls, verified: accepted, reports, sets: [{ id: 'SS-000001', class: cls }] },
  }
}

const setPage = ({ set, record }: ReturnType<typeof judged>) =>
  text(<SetPage set={set} report={record} origin="" history={[]} submissions={[]} />)

it('says what removing all of them does, not what removing one does', () => {
  const page = setPage(judged({}))
  expect(page).toContain('Class B super-weight set')
  expect(page).toContain(
    'What removing them does Super-weight set: removing all 3 together multiplies perplexity by 40.',
  )
  expect(page).toContain('Does removing all of them wreck the model?')
  expect(page).not.toMatch(/removing it\b/i)
})

it('calls a set that does nothing inert, not inert alone', () => {
  const page = setPage(judged({ ratio: 1.01 }))
  expect(page).toContain('Class D inert ')
  expect(page).not.toContain('inert alone')
})

it('never says that a set was not measured which has no class because a check failed', () => {
  const page = setPage(judged({ controlCount: 19 }))
  expect(page).toContain('Class none')
  expect(page).toContain('Not confirmed: removing all 3 together multiplies perplexity by 40.')
  expect(page).not.toContain('not measured')
})

it('says on the page of a member whose damage it is', () => {
  const { record, weight } = judged({})
  const page = text(<WeightPage weight={weight} report={record} origin="" history={[]} submissions={[]} />)
  expect(page).toContain('What removing all 3 weights of its set does')
  expect(page).not.toContain('What removing it does')
})
