import { MAY_CHALLENGE } from '@/app/who-may-write'
import { actRoute } from '../act-route'

export const retractChallengeRoute = actRoute({
  act: 'retracted',
  auth: MAY_CHALLENGE,
  name: 'retractChallenge',
  path: '/api/v1/challenges/{id}/retract',
  summary: 'Take back a challenge',
  description: 'Only for the account that opened it, while it is open.',
})
