import { printStored, type Coordinate } from '@/lib/coordinates'
import { CURRENT_PROTOCOL, type DetectionRun } from '@/lib/protocol'
import type { RunJournal } from '../pass/scope'
import { withJournal, type JournalOptions } from '../journal/open'
import { runKeyOf } from './run-key-of'
import { detectAndCollect } from '../measure/detection'
import type { OnProgress } from '../measure/progress'
import type { Subject } from '../pass/subject'
import { openSubject, type SubjectRequest } from './open-subject'

/** A weight worth claiming, and where it shows first. */
export interface Candidate extends Coordinate {
  readonly layer: number
  readonly share: number
  readonly output: number
  readonly token: number
  /** Which prompt and BOS setting, and in which removal round. */
  readonly prompt: number
  readonly bos: DetectionRun['bos']
  readonly round: number
  /** Number of runs in which it shows. */
  readonly runs: number
}

export interface DetectOutcome {
  readonly repo: string
  readonly commit: string
  readonly runs: readonly DetectionRun[]
  /** In the order found; without late echoes, which are marked in the runs. */
  readonly candidates: readonly Candidate[]
}

export interface DetectOptions {
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
  /** As `verifySubject` takes it. */
  readonly journal?: RunJournal | null
}

export interface DetectRequest extends SubjectRequest {
  readonly onProgress?: OnProgress
  /** As `verify` takes it. */
  readonly keep?: JournalOptions
}

/** Looks for super weights in a repo. Damage is not measured, so these are candidates. @throws as `verify` */
export async function detect({ onProgress, keep, ...request }: DetectRequest): Promise<DetectOutcome> {
  onProgress?.({ stage: 'open', done: 0, total: 1, message: `Opening ${request.repo}` })
  const subject = await openSubject(request)
  const options = { ...(onProgress ? { onProgress } : {}), ...(request.signal ? { signal: request.signal } : {}) }
  if (!keep) return detectSubject(subject, options)
  return withJournal(runKeyOf(subject, null, null), keep, (journal) => detectSubject(subject, { ...options, journal }))
}

/** The same on an opened checkpoint. */
export async function detectSubject(
  subject: Subject,
  { journal = null, ...options }: DetectOptions = {},
): Promise<DetectOutcome> {
  const { runs } = await detectAndCollect({
    subject,
    members: [],
    protocol: CURRENT_PROTOCOL.document,
    journal,
    ...options,
  })
  return { repo: subject.checkpoint.repo, commit: subject.checkpoint.commit, runs, candidates: candidatesOf(runs) }
}

function candidatesOf(runs: readonly DetectionRun[]): Candidate[] {
  const all = runs.flatMap(({ prompt, bos, rounds }) =>
    rounds.flatMap(({ found }, round) =>
      found.filter((f) => !f.late_echo).map(({ late_echo: _echo, ...find }) => ({ ...find, prompt, bos, round })),
    ),
  )
  const names = all.map(printStored)
  return all.flatMap((find, i) =>
    names.indexOf(names[i] ?? '') === i ? [{ ...find, runs: names.filter((name) => name === names[i]).length }] : [],
  )
}
