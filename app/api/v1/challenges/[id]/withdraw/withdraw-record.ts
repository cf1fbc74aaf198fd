import { MAY_DECIDE } from '@/app/who-may-write'
import { actRoute } from '../act-route'

export const withdrawRecordRoute = actRoute({
  act: 'withdrawn',
  auth: MAY_DECIDE,
  name: 'withdrawRecord',
  path: '/api/v1/challenges/{id}/withdraw',
  summary: 'Withdraw the record',
  description:
    'Only for maintainers. Its page becomes a tombstone with the reason; lists, counts and lists of weights to keep leave it out; its id is never given to another.',
})
