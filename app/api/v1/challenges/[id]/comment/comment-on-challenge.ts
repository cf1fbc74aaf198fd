import { MAY_CHALLENGE } from '@/app/who-may-write'
import { actRoute } from '../act-route'

export const commentOnChallengeRoute = actRoute({
  act: 'commented',
  auth: MAY_CHALLENGE,
  name: 'commentOnChallenge',
  path: '/api/v1/challenges/{id}/comment',
  summary: 'Add to an open challenge',
  description: 'Only for its challenger, reviewers and maintainers.',
})
