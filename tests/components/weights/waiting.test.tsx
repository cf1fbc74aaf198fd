import { WeightPage } from '@/components/weights/page'
import type { SubmissionSummary } from '@/lib/submissions/summary'
import { published, verified } from '../fixtures/weights'
import { html, text } from '../html'

const brief = (part: Partial<SubmissionSummary>): SubmissionSummary => ({
  id: 'SUB-000006',
  status: 'received',
  ended: false,
  reason: 'The Hub could not be reached.',
  source: null,
  note: null,
  claimants: ['local'],
  challenge: null,
  ...part,
})
const page = (submissions: readonly SubmissionSummary[], weight = published) => (
  <WeightPage weight={weight} report={null} origin="" history={[]} submissions={submissions} />
)

it.each([
  ['received', 'It was submitted; its checkpoint has not been read yet'],
  ['queued', 'It is waiting for a verifier'],
  ['running', 'It is being verified now'],
] as const)(
  'says of a record whose claim is %s that somebody has submitted it, with a link, and asks nobody to send it again',
  (status, words) => {
    expect(text(page([brief({ status })]))).toContain(`${words} SUB-000006 ${status} The Hub could not be reached.`)
    expect(html(page([brief({ status })]))).toContain('href="/submissions/SUB-000006"')
    expect(text(page([brief({ status })]))).not.toContain('Submit it for verification')
  },
)

it('tells of one that ended without a verdict, and that it may be sent again', () => {
  const ended = page([brief({ status: 'blocked', ended: true, reason: 'The repo is gated.' })])
  expect(text(ended)).toContain('SUB-000006 blocked The repo is gated.')
  expect(text(ended)).toContain('Submit it for verification')
})

it('shows a published value as published, by whom, and not as read', () => {
  const [claim] = published.claims
  if (!claim) throw new Error('The fixture has a claim.')
  const weight = {
    ...published,
    claims: [
      { ...claim, value: -0.2734375, note: 'The value -0.2734375 is as yu2024 prints it; it was not read here.' },
    ],
  }
  expect(text(page([], weight))).toContain(
    'Value −0.2734375 as published by Yu, Wang, Shan, Reed, Wan. The Super Weight in Large Language Models. 2024 ; not read here',
  )
  expect(text(page([], verified))).not.toContain('as published by')
})

it('makes a link of a source that a submitter gave as an address', () => {
  const [claim] = verified.claims
  if (!claim) throw new Error('The fixture has a claim.')
  expect(
    html(page([], { ...verified, claims: [{ ...claim, note: 'Source as given: https://example.org/found' }] })),
  ).toContain('href="https://example.org/found"')
})

it('marks a demonstration model as one', () => {
  expect(text(page([], verified))).toContain('demo/tiny-single demo layers[1]')
  expect(text(page([], verified))).toContain('not included in the registry’s counts')
  expect(text(page([]))).not.toContain('demonstration')
})
