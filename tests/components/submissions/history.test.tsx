import { SubmissionHistory } from '@/components/submissions/history'
import { text } from '../html'

const at = '2026-11-23T10:00:00.000Z'

test('a history says who changed what, and why; an old change has nobody', () => {
  const shown = text(
    <SubmissionHistory
      history={[
        { status: 'received', reason_code: null, reason: 'It has been received.', at, by: null },
        { status: 'screened', reason_code: null, reason: 'Read.', at, by: { kind: 'registry', name: 'registry' } },
        { status: 'running', reason_code: null, reason: 'Verifying.', at, by: { kind: 'worker', name: 'lab-2' } },
        { status: 'cancelled', reason_code: null, reason: 'Enough.', at, by: { kind: 'account', name: 'alice' } },
      ]}
    />,
  )
  expect(shown).toMatch(/received 23 Nov 2026, 10:00:00 UTC ?It has been received\./)
  expect(shown).toMatch(/, by the registry ?Read\./)
  expect(shown).toMatch(/, by lab-2 ?Verifying\./)
  expect(shown).toMatch(/, by alice ?Enough\./)
})
