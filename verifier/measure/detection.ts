import type { DetectionRun, MemberEvidence, Protocol } from '@/lib/protocol'
import type { FamilyNames } from '@/lib/coordinates'
import { scopeOf, type RunJournal } from '../pass/scope'
import { runTraces, type Trace, type TraceJob } from '../pass/trace'
import type { OnProgress } from './progress'
import type { Subject } from '../pass/subject'
import { EvidenceBook } from './evidence'
import { evidenceFromIntact, looksFromIntact } from './evidence-from-intact'
import { coordinateOf, type ClaimedMember } from './members'
import { detectInRounds, type Detection, type RoundsRequest } from './rounds'
import { channelsLookedAt, variantsOf, type Variant } from './variants'

export interface DetectionRequest {
  readonly subject: Subject
  /** Claimed members to collect evidence of; none when one only looks. */
  readonly members: readonly ClaimedMember[]
  readonly protocol: Protocol
  readonly journal?: RunJournal | null
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

export interface DetectionOutcome {
  readonly runs: readonly DetectionRun[]
  /** One a member, in the members' order. */
  readonly evidence: readonly MemberEvidence[]
}

/** Removal rounds on all prompts, and the evidence of the claimed members (protocol.md, 3.2 to 3.4 and 8). */
export async function detectAndCollect(request: DetectionRequest): Promise<DetectionOutcome> {
  const { subject, protocol } = request
  const variants = variantsOf(subject.tokenizer, protocol)
  const { detections, evidence } =
    protocol.suppression.from === 'intact'
      ? await collectFromIntact(request, variants)
      : await collectFromRounds(request, variants)
  return { runs: detections.map((d) => detectionRunOf(d, subject.family.names)), evidence }
}

/** Looks for spikes on all prompts, in rounds. */
export function detectVariants(
  { subject: { checkpoint, recipe, backend }, members, protocol, journal, onProgress, signal }: DetectionRequest,
  variants: readonly Variant[],
  onRemoved?: RoundsRequest['onRemoved'],
): Promise<Detection[]> {
  return detectInRounds({
    checkpoint,
    recipe,
    backend,
    watches: members,
    protocol,
    variants,
    onProgress: (round, done, total) =>
      onProgress?.({
        stage: 'detection',
        done,
        total,
        message: round === 0 ? 'Looking for spikes on all prompts' : `Removal round ${round}`,
      }),
    ...(journal ? { journal } : {}),
    ...(onRemoved ? { onRemoved } : {}),
    ...(signal ? { signal } : {}),
  })
}

interface Collected {
  readonly detections: readonly Detection[]
  readonly evidence: readonly MemberEvidence[]
}

/** swp-1: in the round in which a member shows; another look at those that detection did not find. */
async function collectFromRounds(request: DetectionRequest, variants: readonly Variant[]): Promise<Collected> {
  const book = new EvidenceBook(request.members)
  const detections = await detectVariants(request, variants, (step) => book.record(step, variants))
  const looks = book.missing(detections)
  const traces = await tracesOf(
    request,
    looks.flatMap((look) => [look.before, look.after]),
    'Looking at claimed weights that detection did not find',
  )
  looks.forEach((look, i) => {
    const [before, after] = traces.slice(2 * i, 2 * i + 2)
    const variant = variants[look.occasion.variant]
    if (before && after && variant) book.add(look, variant, before, after)
  })
  return { detections, evidence: request.members.map((_, i) => book.of(i)) }
}

/** swp-2: where each member shows, and what removing it from the intact model does. */
async function collectFromIntact(request: DetectionRequest, variants: readonly Variant[]): Promise<Collected> {
  const detections = await detectVariants(request, variants)
  const looks = looksFromIntact(request.members, detections)
  const traces = await tracesOf(
    request,
    looks.flatMap(({ jobs }) => jobs),
    'Removing the claimed weights from the intact model',
  )
  const evidence = request.members.map((member, i) => {
    const [look, [shows, intact, together, alone]] = [looks[i], traces.slice(4 * i, 4 * i + 4)]
    if (!look || !shows || !intact || !together || !alone) throw new Error(`Member ${i} was never looked at.`)
    return evidenceFromIntact(member, look, [shows, intact, together, alone])
  })
  return { detections, evidence }
}

function tracesOf(
  { subject: { checkpoint, recipe, backend }, members, protocol, journal, onProgress, signal }: DetectionRequest,
  jobs: readonly TraceJob[],
  message: string,
): Promise<Trace[]> {
  return runTraces({
    checkpoint,
    recipe,
    backend,
    watches: members,
    peaks: channelsLookedAt(protocol),
    jobs,
    scope: scopeOf(journal, 'detection, claimed weights'),
    onProgress: (done, total) => onProgress?.({ stage: 'detection', done, total, message }),
    ...(signal ? { signal } : {}),
  })
}

/** A variant's rounds as a report holds them. */
export function detectionRunOf({ variant, rounds }: Detection, names: FamilyNames): DetectionRun {
  return {
    prompt: variant.prompt,
    bos: variant.bos,
    token_ids: [...variant.tokens],
    rounds: rounds.map(({ layers, finds, unexplained }) => ({
      layers: [...layers],
      found: finds.map((find) => ({
        ...coordinateOf(find, names),
        layer: find.layer,
        token: find.token,
        share: find.share,
        output: find.output,
        late_echo: find.lateEcho,
      })),
      ...(unexplained ? { unexplained: [...unexplained] } : {}),
    })),
  }
}
