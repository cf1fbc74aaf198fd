import type { Corpus } from '@/lib/hub/corpus/types'
import {
  CURRENT_PROTOCOL,
  verdictOf,
  type Grade,
  type PublishedProtocol,
  type Report,
  type Verdict,
} from '@/lib/protocol'
import { groupsOf, type Group } from '../find/groups'
import { mergeSpikes } from '../find/merge-spikes'
import { ratiosOn } from '../find/ratios'
import { mergeSearches, nearBorder, searchGroups, type SearchOutcome } from '../find/search-groups'
import type { Core } from '../find/search'
import type { Spike } from '../find/spike'
import { detectVariants } from '../measure/detection'
import { coordinateOf } from '../measure/members'
import { goingOn } from '../measure/escalation'
import type { OnProgress } from '../measure/progress'
import type { Detection } from '../measure/rounds'
import { variantsOf } from '../measure/variants'
import { ImpossibleGrade, type TokenizedCorpus } from '../measure/windows'
import { memoStep, scopeOf, type RunJournal } from '../pass/scope'
import type { Subject } from '../pass/subject'
import { withJournal, type JournalOptions } from '../journal/open'
import { openRun, type RunRequest } from './open-run'
import { runKeyOf, type ClaimKey } from './run-key-of'
import { tokenizeOnce } from './tokenize-once'
import { verifySubject } from './verify'

export interface FindRequest extends RunRequest {
  /** As `verify` takes it. */
  readonly keep?: JournalOptions
}

export interface FindOptions {
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
  readonly journal?: RunJournal | null
}

/** A set that the search came to, and what a whole verification says of it. */
export interface Judged {
  readonly core: Core
  readonly report: Report
  readonly verdict: Verdict
}

export interface FindOutcome {
  readonly subject: Subject
  readonly corpus: Corpus
  readonly protocol: PublishedProtocol
  readonly detections: readonly Detection[]
  readonly spikes: readonly Spike[]
  readonly groups: readonly Group[]
  /** Groups beyond the limit of the protocol. */
  readonly groupsLeftOut: number
  readonly tried: SearchOutcome['tried']
  /** The most damaging first. */
  readonly judged: readonly Judged[]
}

/** Searches a repo at a revision. @throws as `verify` */
export async function find({ keep, ...request }: FindRequest): Promise<FindOutcome> {
  const { subject, corpus } = await openRun(request)
  if (!keep) return findSubject(subject, corpus, request)
  return withJournal(runKeyOf(subject, searchKey(corpus), null), keep, (journal) =>
    findSubject(subject, corpus, { ...request, journal }),
  )
}

/** What a search is named by in a journal: it verifies what it finds. */
export function searchKey(corpus: Corpus): ClaimKey {
  return { coordinates: [], grade: 'quick', corpus, protocol: CURRENT_PROTOCOL }
}

/**
 * From a checkpoint to its super weights (protocol.md, section 8): spikes with their contributors, groups, the smallest sets whose removal wrecks the model, and
 * of each a whole verification.
 * @throws as `verifySubject`
 */
export async function findSubject(subject: Subject, corpus: Corpus, options: FindOptions = {}): Promise<FindOutcome> {
  const protocol = CURRENT_PROTOCOL
  const { search } = protocol.document
  const variants = variantsOf(subject.tokenizer, protocol.document)
  const detections = await detectVariants({ subject, members: [], protocol: protocol.document, ...options }, variants)
  const spikes = mergeSpikes(detections)
  const all = groupsOf(spikes, { ...search, max_groups: Infinity })
  const groups = all.slice(0, search.max_groups)
  const text = await tokenizeOnce(corpus, subject.tokenizer, subject.recipe.vocabulary)
  const { cores, tried } = await searchByGrades(subject, text, groups, options)
  const judged: Judged[] = []
  for (const [i, core] of cores.entries()) {
    const coordinates = core.scalars.map((scalar) => coordinateOf(scalar, subject.family.names))
    const report = await verifySubject(subject, corpus, {
      ...options,
      coordinates,
      grade: 'quick',
      protocol,
      journal: within(options.journal, `set ${i + 1} of ${cores.length}`),
    })
    judged.push({ core, report, verdict: verdictOf(report) })
  }
  return {
    subject,
    corpus,
    protocol,
    detections,
    spikes,
    groups,
    groupsLeftOut: all.length - groups.length,
    tried,
    judged,
  }
}

/** Two windows decide nothing near a border: groups that come near it are searched again on more. */
async function searchByGrades(
  subject: Subject,
  text: TokenizedCorpus,
  groups: readonly Group[],
  { onProgress, journal, signal }: FindOptions,
): Promise<SearchOutcome> {
  const protocol = CURRENT_PROTOCOL.document
  const on = (grade: Grade) =>
    ratiosOn({
      subject,
      text,
      grade,
      protocol,
      onProgress: (sets, pass, done, total) =>
        onProgress?.({
          stage: 'perplexity',
          done,
          total,
          message: `Removing ${sets} ${sets === 1 ? 'set' : 'sets'}, grade ${grade}${pass === 0 ? '' : `, pass ${pass + 1}`}`,
        }),
      ...(journal ? { journal } : {}),
      ...(signal ? { signal } : {}),
    })
  const began = performance.now()
  const quick = await searchGroups(groups, protocol, on('quick'))
  const near = nearBorder(groups, quick, protocol)
  if (near.length === 0) return quick
  const ms = await memoStep(
    scopeOf(journal, 'search, grade quick'),
    'milliseconds',
    '',
    async () => performance.now() - began,
  )
  const undecided = `Grade quick does not decide ${near.length} of ${groups.length} groups`
  onProgress?.(goingOn(undecided, 'quick', 'standard', ms, protocol))
  try {
    return mergeSearches(quick, await searchGroups(near, protocol, on('standard')))
  } catch (error) {
    if (!(error instanceof ImpossibleGrade)) throw error
    const message = `Stays at the grade before: ${error.message}`
    onProgress?.({ stage: 'perplexity', done: 1, total: 1, message, announced: true })
    return quick
  }
}

/** A part of a run's journal in which steps may be named as in other parts. */
function within(journal: RunJournal | null | undefined, part: string): RunJournal | null {
  return journal ? { scope: (title) => journal.scope(`${part}, ${title}`) } : null
}
