import type { Route } from '@/lib/http/declaration'
import { getHealthRoute } from './health/get-health'
import { listModelsRoute } from './models/list-models'
import { getModelRoute } from './models/[org]/[name]/get-model'
import { openApiRoute } from './openapi.json/get-openapi'
import { getProtocolRoute } from './protocols/[protocol]/get-protocol'
import { getReportRoute } from './reports/[sha256]/get-report'
import { getReportSchemaRoute } from './schemas/report.json/get-report-schema'
import { getSetRoute } from './sets/[id]/get-set'
import { createSubmissionRoute } from './submissions/create-submission'
import { listSubmissionsRoute } from './submissions/list-submissions'
import { cancelSubmissionRoute } from './submissions/[id]/cancel/cancel-submission'
import { watchSubmissionRoute } from './submissions/[id]/events/watch-submission'
import { getSubmissionRoute } from './submissions/[id]/get-submission'
import { listWeightsRoute } from './weights/list-weights'
import { getWeightRoute } from './weights/[id]/get-weight'

export const getOpenApiRoute = openApiRoute(() => ROUTES)

/** Every route of the API, in the order of the document. A test compares this list with the folders. */
export const ROUTES: readonly Route[] = [
  listWeightsRoute,
  getWeightRoute,
  getSetRoute,
  listModelsRoute,
  getModelRoute,
  listSubmissionsRoute,
  createSubmissionRoute,
  getSubmissionRoute,
  cancelSubmissionRoute,
  watchSubmissionRoute,
  getReportRoute,
  getProtocolRoute,
  getReportSchemaRoute,
  getHealthRoute,
  getOpenApiRoute,
]
