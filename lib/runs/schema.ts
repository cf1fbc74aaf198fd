import { z } from 'zod'
import { Commit, Repo } from '@/lib/hub/names/schema'
import { SubmissionId } from '@/lib/ids'
import { LANES } from '@/lib/jobs/lanes'
import { GRADES, Sha256 } from '@/lib/protocol'
import type { EndCode, RetryCode } from '@/lib/intake/run'
import { REASON_CODES, standsWith } from '@/lib/reasons'
import { Progress, ScreenedCoordinate } from '@/lib/submissions/schema'
import { WorkerName } from '@/lib/worker-name'

/** Names one run: the submission and which run of it, `SUB-000123.2`. */
export const RunId = z
  .string()
  .regex(/^SUB-\d{6,}\.\d{1,9}$/)
  .meta({ description: 'A submission, and which run of it.', example: 'SUB-000123.2' })

/** What a worker asks for a run with. */
export const RunAsk = z.strictObject({
  worker: WorkerName,
  lanes: z.array(z.enum(LANES)).min(1).max(LANES.length).meta({ description: 'Sizes of models that it takes.' }),
  protocol: Sha256.meta({ description: 'SHA-256 of the protocol that it follows.' }),
})
export type RunAsk = z.infer<typeof RunAsk>

/** What to verify, or where to search. */
export const RunRecord = z
  .object({
    id: RunId,
    submission: SubmissionId,
    attempt: z.int().positive(),
    repo: Repo,
    commit: Commit,
    members: z.array(ScreenedCoordinate).meta({ description: 'What is claimed; none for a search.' }),
    claimed_value: z.number().nullable(),
    bytes: z.number().nonnegative().meta({ description: 'Of all tensors of the model; 0 where nobody knows.' }),
    grade: z.enum(GRADES).meta({ description: 'The lowest grade for a verdict.' }),
    heartbeat_seconds: z.number().positive().meta({ description: 'How often to send a heartbeat.' }),
    lease_seconds: z.int().positive().meta({ description: 'After so long a silence another worker may get it.' }),
  })
  .meta({ id: 'Run' })
export type RunRecord = z.infer<typeof RunRecord>

export const RunAnswer = z.object({ run: RunRecord.nullable().meta({ description: 'Null when nothing waits.' }) })

export const HeartbeatInput = z.strictObject({
  progress: Progress.nullable().default(null).meta({ description: 'How far it has come, if there is news.' }),
})
export const HeartbeatAnswer = z.object({ lease_seconds: z.int().positive() })

/** A report, or what a search found: validated when it is filed. */
export const OutcomeInput = z.union([
  z.strictObject({ report: z.looseObject({}).meta({ description: 'As `/api/v1/schemas/report.json` says.' }) }),
  z.strictObject({ found: z.looseObject({}).meta({ description: 'As `/api/v1/schemas/find.json` says.' }) }),
])
export type OutcomeInput = z.infer<typeof OutcomeInput>

export const FiledReportRecord = z.object({
  sha256: Sha256,
  verdict: z.object({
    accepted: z.boolean(),
    class: z.enum(['A', 'B', 'C', 'D']).nullable(),
    grade: z.enum(GRADES),
  }),
})
export const FiledSearchRecord = z.object({ answers: z.int().nonnegative(), tried: z.int().nonnegative() })
export const FiledRecord = z.union([FiledReportRecord, FiledSearchRecord])

const END_CODES = REASON_CODES.filter(
  (code): code is EndCode => standsWith(code, 'failed') || standsWith(code, 'blocked'),
)
const RETRY_CODES = END_CODES.filter((code): code is RetryCode => standsWith(code, 'queued'))
const Text = z.string().min(1).max(4_000).meta({ description: 'For people: what happened.' })

/** Why a run has no report. */
export const FailureInput = z.discriminatedUnion('permanent', [
  z.strictObject({ permanent: z.literal(true), code: z.enum(END_CODES), text: Text }),
  z.strictObject({ permanent: z.literal(false), code: z.enum(RETRY_CODES), text: Text }),
])
export const FailureAnswer = z.object({
  ended: z.boolean().meta({ description: 'Whether the submission has ended; if not, it is tried again.' }),
})

export const ReleaseAnswer = z.object({ released: z.literal(true) })
