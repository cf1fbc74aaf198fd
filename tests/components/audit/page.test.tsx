import { AuditPage } from '@/components/audit/page'
import { exact } from '@/components/text/format'
import { auditRepo } from '@/lib/audit/read'
import { HURRIED } from '@/lib/hub/http/retry-policy'
import uploads from '@/tests/fixtures/golden/quantised-uploads.json'
import { HUB } from '../../app/api/filed'
import { type TestHub, withHub } from '../../helpers/hub'
import { text } from '../html'

let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterAll(() => hub.close())

const { base, weight } = uploads
const KNOWN = [{ ...weight, expert: null, record: 'SW-000001', verified: true }]

async function pageOf(repo: string): Promise<string> {
  const audit = await auditRepo({
    repo,
    base,
    revision: null,
    file: null,
    known: KNOWN,
    most: 99,
    retryPolicy: HURRIED,
  })
  return text(
    <AuditPage repo={repo} base="" asked={{ kind: 'answered', answer: { kind: 'audited', audit, files: [] } }} />,
  )
}

test.each(uploads.uploads)('$repo: the page shows every value with all its digits', async ({ repo, values }) => {
  const page = await pageOf(repo)
  for (const { form, value } of values) {
    expect(page).toContain(exact(value))
    expect(page).toContain(form)
  }
})

test('the answer comes first: what survived, what did not, and what cannot be compared', async () => {
  expect(await pageOf('demo/wide-single-nf4')).toContain('Every known super weight that could be compared survived')
  expect(await pageOf('demo/wide-single-w4a16-clip')).toContain('1 of 1 known super weights did not survive quantising')
  expect(await pageOf('demo/wide-single-awq')).toContain('None of the known super weights could be compared')
})

test('without an answer the page says what is missing, and always shows the rule', () => {
  const head = { repo: 'acme/q', commit: 'a'.repeat(40), gated: false, base: null, files: [null] }
  const asked = [
    [{ kind: 'no-base', head }, 'Nothing says what acme/q was made from'],
    [{ kind: 'none-known', head, base: 'acme/m', why: 'Nobody looked.' }, 'No super weight of acme/m is known'],
  ] as const
  for (const [answer, words] of asked) {
    const page = text(<AuditPage repo="acme/q" base="" asked={{ kind: 'answered', answer }} />)
    expect(page).toContain(words)
    expect(page).toContain('multiplied by 0.25')
  }
})
