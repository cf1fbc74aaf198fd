import { Stepper } from '@/components/submissions/stepper'
import { REASON_CODES, reasonFacts, reasonPath } from '@/lib/reasons'
import type { Status } from '@/lib/protocol'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { html, text } from '../html'

const at = '2026-11-23T10:00:00.000Z'

/** As far as the stepper reads it. */
function submission(status: Status, code: string | null): SubmissionRecord {
  const history = [
    { status: 'received' as const, reason_code: null, reason: 'It has been received.', at },
    { status, reason_code: code, reason: 'A sentence that says why.', at },
  ]
  return {
    kind: 'claim',
    status,
    reason: { code, text: 'A sentence that says why.' },
    history,
  } as Partial<SubmissionRecord> as SubmissionRecord
}

const WITH_STATES = REASON_CODES.flatMap((code) =>
  (reasonFacts(code).states ?? []).map((status) => [code, status] as const),
)

test.each(WITH_STATES)(
  'the reason %s of a submission that is %s leads to its page, beside its sentence',
  (code, status) => {
    const stepper = <Stepper submission={submission(status, code)} />
    expect(html(stepper).match(/href="\/errors\/[^"]*"/g)).toEqual([`href="${reasonPath(code)}"`])
    expect(text(stepper)).toContain(`A sentence that says why. About “${reasonFacts(code).title}”`)
  },
)

test.each([null, 'spike', 'a-code-of-an-older-release'])('a reason that has no page (%j) is no link', (code) => {
  expect(html(<Stepper submission={submission('failed', code)} />)).not.toContain('/errors/')
})
