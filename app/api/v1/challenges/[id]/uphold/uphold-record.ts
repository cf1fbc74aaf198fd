import { MAY_DECIDE } from '@/app/who-may-write'
import { actRoute } from '../act-route'

export const upholdRecordRoute = actRoute({
  act: 'upheld',
  auth: MAY_DECIDE,
  name: 'upholdRecord',
  path: '/api/v1/challenges/{id}/uphold',
  summary: 'Decide that the record stands',
  description: 'Only for maintainers. Of a withdrawn record: it stands again.',
})
