import { maintenanceRoute } from '../maintenance-route'

export const stopSubmissionRoute = maintenanceRoute({
  what: 'stop',
  name: 'stopSubmission',
  path: '/api/v1/submissions/{id}/stop',
  summary: 'Stop a submission that waits or runs',
  description:
    'Only for maintainers. It ends as `cancelled`, with the reason. A worker that runs it stops within seconds.',
  response: 'The submission, stopped.',
})
