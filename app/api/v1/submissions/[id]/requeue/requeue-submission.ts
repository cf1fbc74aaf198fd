import { maintenanceRoute } from '../maintenance-route'

export const requeueSubmissionRoute = maintenanceRoute({
  what: 'requeue',
  name: 'requeueSubmission',
  path: '/api/v1/submissions/{id}/requeue',
  summary: 'Queue a submission again that was blocked or failed',
  description:
    'Only for maintainers. Its checkpoint is read again by a worker. Where the same claim was sent meanwhile, this one ends as its duplicate.',
  response: 'The submission, received again.',
})
