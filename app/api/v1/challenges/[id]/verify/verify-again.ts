import { MAY_DECIDE } from '@/app/who-may-write'
import { actRoute } from '../act-route'

export const verifyAgainRoute = actRoute({
  act: 'verified-again',
  auth: MAY_DECIDE,
  name: 'verifyAgain',
  path: '/api/v1/challenges/{id}/verify',
  summary: 'Have the record of a challenge verified again',
  description:
    'Only for maintainers. The record is queued at its commit as a new submission, by which nobody claims anything.',
})
