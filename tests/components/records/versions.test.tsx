import { SetPage } from '@/components/sets/page'
import { JsonRecordPage } from '@/components/records/json-page'
import { WeightPage } from '@/components/weights/page'
import { parseStored } from '@/lib/record-form'
import { SET_FORM } from '@/lib/sets/form'
import { verified } from '../fixtures/weights'
import { html, text } from '../html'

const ORIGIN = 'http://127.0.0.1:3000'
const REASONS = ['The literature was imported.', 'Claimed by SUB-000001.', 'A report was filed.']
/** Versions of a record up to one, latest first. */
const historyOf = (url: string, latest: number) =>
  REASONS.slice(0, latest)
    .map((reason, i) => ({
      version: i + 1,
      url: `${url}.${i + 1}`,
      reason,
      createdAt: new Date('2026-11-23T10:00:00Z'),
    }))
    .reverse()
const HISTORY = historyOf('/weights/SW-000046', 3)

const weightAt = (version: number) => (
  <WeightPage weight={{ ...verified, version }} report={null} origin={ORIGIN} history={HISTORY} submissions={[]} />
)

it('cites an address that keeps leading to this very version', () => {
  expect(text(weightAt(2))).toContain(`${ORIGIN}/weights/SW-000046.2 `)
})

it('lists every version with its reason, each linked at its own address', () => {
  for (const { version, reason } of HISTORY) {
    expect(html(weightAt(3))).toContain(`href="/weights/SW-000046.${version}"`)
    expect(text(weightAt(3))).toContain(reason)
  }
  expect(text(weightAt(2))).toContain('Version 2 (shown)')
})

it('says of an old version that it is one, and leads to the latest and back', () => {
  expect(text(weightAt(2))).toContain('This is version 2 of 3; it has been superseded')
  expect(html(weightAt(2))).toContain('href="/weights/SW-000046"')
  expect(html(weightAt(2))).toContain('href="/weights/SW-000046#history"')
  expect(text(weightAt(3))).not.toContain('has been superseded')
})

it('does the same for sets', () => {
  const { repo, commit, level, created_at, updated_at } = verified
  const set = parseStored(SET_FORM, {
    schema_version: 1,
    id: 'SS-000001',
    version: 1,
    url: '/sets/SS-000001',
    repo,
    commit,
    members: [],
    level,
    class: null,
    verified: false,
    reports: [],
    missing: {},
    created_at,
    updated_at,
  })
  const page = (
    <SetPage set={set} report={null} origin={ORIGIN} history={historyOf('/sets/SS-000001', 2)} submissions={[]} />
  )
  expect(text(page)).toContain('This is version 1 of 2; it has been superseded')
  expect(text(page)).toContain(`${ORIGIN}/sets/SS-000001.1 `)
  expect(html(page)).toContain('href="/sets/SS-000001.2"')
})

it('shows the JSON of a version whose form it does not know', () => {
  const page = (
    <JsonRecordPage
      url="/weights/SW-000001"
      name="SW-000001"
      versionName="SW-000001.1"
      version={1}
      latest={2}
      withdrawn={false}
      body={{ words: 'of an older release' }}
    />
  )
  expect(text(page)).toContain('"words": "of an older release"')
  expect(text(page)).toContain('This is version 1 of 2')
})
