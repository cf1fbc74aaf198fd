import { maintenanceRoute } from '../maintenance-route'

export const prioritiseSubmissionRoute = maintenanceRoute({
  what: 'priority',
  name: 'prioritiseSubmission',
  path: '/api/v1/submissions/{id}/priority',
  summary: 'Start a waiting submission before all others of its lane',
  description: 'Only for maintainers. It keeps its lane. Sending it again changes nothing.',
  response: 'The submission, with priority.',
})
