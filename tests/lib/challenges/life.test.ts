import { ACT_NAMES, CHALLENGE_STATES, challengeAfter } from '@/lib/challenges/life'

const after = (state: (typeof CHALLENGE_STATES)[number]) =>
  Object.fromEntries(
    ACT_NAMES.flatMap((act) => {
      const next = challengeAfter(state, act)
      return 'to' in next ? [[act, next.to]] : []
    }),
  )

test('what can happen to a challenge in every state', () => {
  expect(Object.fromEntries(CHALLENGE_STATES.map((state) => [state, after(state)]))).toEqual({
    open: {
      commented: 'open',
      'verified-again': 'open',
      upheld: 'upheld',
      withdrawn: 'withdrawn',
      retracted: 'retracted',
    },
    upheld: { withdrawn: 'withdrawn' },
    withdrawn: { upheld: 'upheld' },
    retracted: {},
  })
})

test('a refusal says what it is and what it would have to be', () => {
  expect(challengeAfter('retracted', 'withdrawn')).toEqual({
    text: 'It is retracted, and only one that is open or upheld can be answered by withdrawing the record.',
  })
})
