import type { Route } from '@/lib/http/declaration'
import { getAccountRoute } from './account/get-account'
import { exportAccountRoute } from './account/export/export-account'
import { createWebhookRoute } from './account/webhooks/create-webhook'
import { listWebhooksRoute } from './account/webhooks/list-webhooks'
import { deleteWebhookRoute } from './account/webhooks/[id]/delete/delete-webhook'
import { rotateWebhookRoute } from './account/webhooks/[id]/rotate/rotate-webhook'
import { testWebhookRoute } from './account/webhooks/[id]/test/test-webhook'
import { listSigningKeysRoute } from './account/signing-keys/list-signing-keys'
import { registerSigningKeyRoute } from './account/signing-keys/register-signing-key'
import { revokeSigningKeyRoute } from './account/signing-keys/[fingerprint]/revoke/revoke-signing-key'
import { askForDeviceRoute } from './device/ask-for-device'
import { getDeviceKeyRoute } from './device/token/get-device-key'
import { revokeKeyRoute } from './keys/revoke/revoke-key'
import { getPersonRoute } from './people/[handle]/get-person'
import { getAuditRoute } from './audit/[org]/[name]/get-audit'
import { listChallengesRoute } from './challenges/list-challenges'
import { openChallengeRoute } from './challenges/open-challenge'
import { commentOnChallengeRoute } from './challenges/[id]/comment/comment-on-challenge'
import { getChallengeRoute } from './challenges/[id]/get-challenge'
import { retractChallengeRoute } from './challenges/[id]/retract/retract-challenge'
import { upholdRecordRoute } from './challenges/[id]/uphold/uphold-record'
import { verifyAgainRoute } from './challenges/[id]/verify/verify-again'
import { withdrawRecordRoute } from './challenges/[id]/withdraw/withdraw-record'
import { getCheckpointRoute } from './checkpoints/[org]/[name]/get-checkpoint'
import { listClaimsRoute } from './claims/list-claims'
import { downloadClaimsCsvRoute } from './claims.csv/download-csv'
import { downloadClaimsJsonRoute } from './claims.json/download-json'
import { countFacetsRoute } from './facets/count-facets'
import { getHealthRoute } from './health/get-health'
import { getMetricsRoute } from './metrics/get-metrics'
import { getReadyRoute } from './ready/get-ready'
import { getKeepRoute } from './keep/[org]/[name]/get-keep'
import { getDescendantsRoute } from './models/[org]/[name]/descendants/get-descendants'
import { readDescendantsRoute } from './models/[org]/[name]/descendants/read-descendants'
import { listModelsRoute } from './models/list-models'
import { downloadModelsCsvRoute } from './models.csv/download-csv'
import { downloadModelsJsonRoute } from './models.json/download-json'
import { getModelRoute } from './models/[org]/[name]/get-model'
import { getModelVersionRoute } from './models/[org]/[name]/versions/[version]/get-model-version'
import { getProtocolRoute } from './protocols/[protocol]/get-protocol'
import { getQueueRoute } from './queue/get-queue'
import { getReportRoute } from './reports/[sha256]/get-report'
import { fileReproductionRoute } from './reproductions/file-reproduction'
import { giveNonceRoute } from './reproductions/nonces/give-nonce'
import { withdrawReproductionRoute } from './reproductions/[sha256]/withdraw/withdraw-reproduction'
import { suggestReposRoute } from './repos/suggest-repos'
import { takeRunRoute } from './runs/take-run'
import { beatRunRoute } from './runs/[id]/heartbeat/beat-run'
import { failRunRoute } from './runs/[id]/failure/fail-run'
import { releaseRunRoute } from './runs/[id]/release/release-run'
import { reportRunRoute } from './runs/[id]/report/report-run'
import { getFindSchemaRoute } from './schemas/find.json/get-find-schema'
import { getReportSchemaRoute } from './schemas/report.json/get-report-schema'
import { getSearchRoute } from './search/get-search'
import { listSetsRoute } from './sets/list-sets'
import { downloadSetsCsvRoute } from './sets.csv/download-csv'
import { downloadSetsJsonRoute } from './sets.json/download-json'
import { getSetRoute } from './sets/[id]/get-set'
import { listSourcesRoute } from './sources/list-sources'
import { createSubmissionRoute } from './submissions/create-submission'
import { listSubmissionsRoute } from './submissions/list-submissions'
import { checkSubmissionRoute } from './submissions/dry-run/check-submission'
import { cancelSubmissionRoute } from './submissions/[id]/cancel/cancel-submission'
import { prioritiseSubmissionRoute } from './submissions/[id]/priority/priority-submission'
import { requeueSubmissionRoute } from './submissions/[id]/requeue/requeue-submission'
import { reviewSubmissionRoute } from './submissions/[id]/review/review-submission'
import { stopSubmissionRoute } from './submissions/[id]/stop/stop-submission'
import { watchSubmissionRoute } from './submissions/[id]/events/watch-submission'
import { getSubmissionRoute } from './submissions/[id]/get-submission'
import { listWeightsRoute } from './weights/list-weights'
import { downloadWeightsCsvRoute } from './weights.csv/download-csv'
import { downloadWeightsJsonRoute } from './weights.json/download-json'
import { getWeightRoute } from './weights/[id]/get-weight'

/** Every route of the API except the one that describes them, in the order of the document. */
export const DESCRIBED_ROUTES: readonly Route[] = [
  listWeightsRoute,
  getWeightRoute,
  downloadWeightsCsvRoute,
  downloadWeightsJsonRoute,
  countFacetsRoute,
  listClaimsRoute,
  downloadClaimsCsvRoute,
  downloadClaimsJsonRoute,
  listSourcesRoute,
  listSetsRoute,
  downloadSetsCsvRoute,
  downloadSetsJsonRoute,
  getSetRoute,
  listModelsRoute,
  downloadModelsCsvRoute,
  downloadModelsJsonRoute,
  getModelRoute,
  getModelVersionRoute,
  getDescendantsRoute,
  readDescendantsRoute,
  getKeepRoute,
  getAuditRoute,
  getCheckpointRoute,
  suggestReposRoute,
  getSearchRoute,
  listSubmissionsRoute,
  createSubmissionRoute,
  checkSubmissionRoute,
  getSubmissionRoute,
  cancelSubmissionRoute,
  prioritiseSubmissionRoute,
  requeueSubmissionRoute,
  stopSubmissionRoute,
  reviewSubmissionRoute,
  watchSubmissionRoute,
  getQueueRoute,
  takeRunRoute,
  beatRunRoute,
  reportRunRoute,
  failRunRoute,
  releaseRunRoute,
  listChallengesRoute,
  openChallengeRoute,
  getChallengeRoute,
  commentOnChallengeRoute,
  retractChallengeRoute,
  verifyAgainRoute,
  upholdRecordRoute,
  withdrawRecordRoute,
  giveNonceRoute,
  fileReproductionRoute,
  withdrawReproductionRoute,
  getPersonRoute,
  getAccountRoute,
  exportAccountRoute,
  listWebhooksRoute,
  createWebhookRoute,
  testWebhookRoute,
  rotateWebhookRoute,
  deleteWebhookRoute,
  listSigningKeysRoute,
  registerSigningKeyRoute,
  revokeSigningKeyRoute,
  askForDeviceRoute,
  getDeviceKeyRoute,
  revokeKeyRoute,
  getReportRoute,
  getProtocolRoute,
  getReportSchemaRoute,
  getFindSchemaRoute,
  getHealthRoute,
  getReadyRoute,
  getMetricsRoute,
]
