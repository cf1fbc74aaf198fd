import type { Corpus } from '@/lib/hub/corpus/types'
import {
  Report,
  CURRENT_PROTOCOL,
  verdictOf,
  type Grade,
  type MemberEvidence,
  type PerplexityRun,
  type PublishedProtocol,
  type StaticReading,
} from '@/lib/protocol'
import { provenance } from './provenance'
import { scopeOf, memoStep, type RunJournal } from '../pass/scope'
import { withJournal, type JournalOptions } from '../journal/open'
import { runKeyOf } from './run-key-of'
import { drawControls } from '../measure/controls'
import { detectAndCollect } from '../measure/detection'
import { climbGrades } from '../measure/grades'
import { membersOf, type ClaimedCoordinate, type ClaimedMember } from '../measure/members'
import { readStatic } from '../measure/static'
import { tokenizeOnce } from './tokenize-once'
import { locate } from '../pass/check-tensors'
import type { OnProgress } from '../measure/progress'
import type { Subject } from '../pass/subject'
import { openRun, type RunRequest } from './open-run'

export interface VerifyOptions {
  readonly coordinates: readonly ClaimedCoordinate[]
  /** The first grade to run. */
  readonly grade: Grade
  /** What the run follows; that of new runs when absent. */
  readonly protocol?: PublishedProtocol
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
  /** Keeps finished steps, and holds those of an interrupted run. */
  readonly journal?: RunJournal | null
}

export interface VerifyRequest extends RunRequest, Omit<VerifyOptions, 'journal'> {
  /** Whether and how to keep a journal, so that an interrupted run can be resumed; none when absent. */
  readonly keep?: JournalOptions
}

/**
 * Verifies one claim: everything in protocol.md section 3, as raw numbers.
 * @throws HubError, UnsupportedArchitecture, InvalidCheckpoint, CoordinateError, InvalidClaim, ImpossibleGrade,
 * NonFiniteActivation; the signal's reason when aborted.
 */
export async function verify({ keep, ...request }: VerifyRequest): Promise<Report> {
  const { subject, corpus } = await openRun(request)
  if (!keep) return verifySubject(subject, corpus, request)
  return withJournal(runKeyOf(subject, { ...request, corpus }, null), keep, (journal) =>
    verifySubject(subject, corpus, { ...request, journal }),
  )
}

/** The same on an opened checkpoint and a loaded corpus. */
export async function verifySubject(subject: Subject, corpus: Corpus, options: VerifyOptions): Promise<Report> {
  const { checkpoint, tokenizer, family, recipe } = subject
  const { onProgress, signal, grade, journal } = options
  const { document: protocol, sha256 } = options.protocol ?? CURRENT_PROTOCOL
  const common = {
    ...(journal ? { journal } : {}),
    ...(onProgress ? { onProgress } : {}),
    ...(signal ? { signal } : {}),
  }
  const started = await memoStep(scopeOf(journal, 'start'), 'time', '', async () => new Date().toISOString())
  const members = membersOf(options.coordinates, checkpoint, family.names, recipe.layers, protocol)
  onProgress?.({ stage: 'static', done: 0, total: 1, message: 'Reading the weights and their rank' })
  const facts = await memoStep(scopeOf(journal, 'stored values'), 'static', '', () =>
    readStatic(checkpoint, members, protocol, signal),
  )
  onProgress?.({
    stage: 'static',
    done: 1,
    total: 1,
    message: facts.readings.map((r) => `value ${r.value}, rank ${r.rank}`).join('; '),
  })
  const { runs, evidence } = await detectAndCollect({ subject, members, protocol, ...common })
  const reportOf = (perplexity: PerplexityRun[]): Report => ({
    schema_version: 1,
    protocol: { id: protocol.id, sha256 },
    checkpoint: describeCheckpoint(subject),
    members: members.map((m, i) => describeMember(m, facts.readings[i], evidence[i])),
    tokenizer: { sha256: tokenizer.sha256, bos_token_id: tokenizer.bosTokenId, adds_bos: tokenizer.addsBos },
    detection: [...runs],
    perplexity,
    verifier: provenance(),
    started_at: started,
    finished_at: new Date().toISOString(),
  })
  onProgress?.({ stage: 'perplexity', done: 0, total: 1, message: `Tokenising the corpus ${corpus.id}` })
  const text = await tokenizeOnce(corpus, tokenizer, recipe.vocabulary)
  const controls = drawControls(members, facts, protocol, sha256)
  const request = {
    checkpoint,
    recipe,
    backend: subject.backend,
    names: family.names,
    members,
    controls,
    text,
    protocol,
    ...(journal ? { journal } : {}),
    ...(signal ? { signal } : {}),
  }
  const report = reportOf(
    await climbGrades(request, grade, (run) => verdictOf(reportOf([run]), protocol).crosses_class_border, onProgress),
  )
  onProgress?.({ stage: 'report', done: 1, total: 1, message: 'Report complete' })
  return Report.parse(report)
}

function describeCheckpoint({ checkpoint, family, recipe }: Subject): Report['checkpoint'] {
  const { dtype } = locate(checkpoint.tensors, recipe, recipe.embedding.tensor)
  return {
    repo: checkpoint.repo,
    commit: checkpoint.commit,
    family: family.names.family,
    layers: recipe.layers,
    hidden_size: recipe.hidden,
    intermediate_size: recipe.intermediate,
    dtype,
    parameters: checkpoint.parameters,
  }
}

function describeMember(
  member: ClaimedMember,
  reading: StaticReading | undefined,
  evidence: MemberEvidence | undefined,
): Report['members'][number] {
  if (!reading || !evidence)
    throw new Error(`Layer ${member.layer} [${member.channel}, ${member.neuron}] was not measured.`)
  const { tensor, row, col } = member.coordinate
  return {
    tensor,
    layer: member.layer,
    expert: member.expert ?? null,
    row,
    col,
    output_channel: member.channel,
    input_neuron: member.neuron,
    claimed_value: member.claimedValue,
    static: reading,
    evidence,
  }
}
