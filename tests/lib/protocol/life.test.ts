import {
  type Cause,
  CAUSE_NAMES,
  CAUSES,
  change,
  isEnded,
  LEGAL_CHANGES,
  mayCause,
  STATUSES,
  type Status,
} from '@/lib/protocol'

/** For every cause the states in which it may occur and the one that follows, written down independently of the program. */
const EXPECTED: Readonly<Record<Cause, readonly [from: readonly Status[], to: Status]>> = {
  read: [['received'], 'screened'],
  enqueued: [['screened'], 'queued'],
  taken: [['queued'], 'running'],
  interrupted: [['running'], 'queued'],
  confirmed: [['running'], 'accepted'],
  refuted: [['running'], 'not-confirmed'],
  found: [['running'], 'searched'],
  contradicted: [['received', 'screened', 'queued', 'running'], 'invalid'],
  obstructed: [['received', 'screened', 'queued', 'running'], 'blocked'],
  cancelled: [['received', 'screened', 'queued', 'running'], 'cancelled'],
  stopped: [['received', 'screened', 'queued', 'running'], 'cancelled'],
  'gave-up': [['received', 'screened', 'queued', 'running'], 'failed'],
  reopened: [['blocked', 'failed'], 'received'],
}

const everyPair = STATUSES.flatMap((state) => CAUSE_NAMES.map((cause) => [state, cause] as const))

test.each(everyPair)('a submission that is %s and %s', (state, cause) => {
  const [from, to] = EXPECTED[cause]
  if (from.includes(state)) expect(change(state, cause)).toEqual({ to })
  else
    expect(change(state, cause)).toEqual({
      refused: isEnded(state) ? 'ended' : 'not-now',
      text: expect.stringMatching(new RegExp(`^It is ${state}, and only one that is .+ can be .+\\.$`)) as string,
    })
})

test('a refusal says what would have been needed', () => {
  expect(change('queued', 'confirmed')).toMatchObject({
    text: 'It is queued, and only one that is running can be accepted.',
  })
  expect(change('accepted', 'reopened')).toMatchObject({
    text: 'It is accepted, and only one that is blocked or failed can be reopened.',
  })
})

test('a verdict, the result of a search, a refuted claim and a cancellation are final', () => {
  const final = STATUSES.filter((state) => LEGAL_CHANGES[state].length === 0)
  expect(final).toEqual(['accepted', 'not-confirmed', 'searched', 'invalid', 'cancelled'])
})

test('every state that has not ended can end in every way', () => {
  for (const state of STATUSES.filter((one) => !isEnded(one)))
    expect(LEGAL_CHANGES[state]).toEqual(expect.arrayContaining(['invalid', 'blocked', 'cancelled', 'failed']))
})

test('every state but the first is reached by a cause', () => {
  const reached = new Set<Status>(CAUSE_NAMES.map((cause) => CAUSES[cause].to))
  expect(STATUSES.filter((state) => !reached.has(state))).toEqual([])
})

test('no account can bring about a verdict, and only accounts stop and reopen', () => {
  const byAccount = CAUSE_NAMES.filter((cause) => mayCause('account', cause))
  expect(byAccount).toEqual(['cancelled', 'stopped', 'reopened'])
  expect(CAUSE_NAMES.filter((cause) => mayCause('registry', cause) || mayCause('worker', cause))).not.toContain(
    'stopped',
  )
})
