import type { DetectionRun, MemberEvidence, Protocol } from '@/lib/protocol'
import type { FamilyNames } from '@/lib/coordinates'
import { scopeOf, type RunJournal } from '../pass/scope'
import { runTraces } from '../pass/trace'
import type { OnProgress } from './progress'
import type { Subject } from '../pass/subject'
import { EvidenceBook } from './evidence'
import { coordinateOf, type ClaimedMember } from './members'
import { detectInRounds, type Detection } from './rounds'
import { variantsOf } from './variants'

export interface DetectionRequest {
  readonly subject: Subject
  /** Claimed members to collect evidence of; none for a detection. */
  readonly members: readonly ClaimedMember[]
  readonly protocol: Protocol
  readonly journal?: RunJournal | null
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

export interface DetectionOutcome {
  readonly runs: readonly DetectionRun[]
  /** One per member, in the members' order. */
  readonly evidence: readonly MemberEvidence[]
}

/** Removal rounds on all prompts, and the evidence of the claimed members (protocol.md, 3.2 to 3.4). */
export async function detectAndCollect({
  subject,
  members,
  protocol,
  journal,
  onProgress,
  signal,
}: DetectionRequest): Promise<DetectionOutcome> {
  const { checkpoint, recipe, backend, family, tokenizer } = subject
  const variants = variantsOf(tokenizer, protocol)
  const book = new EvidenceBook(members)
  const common = { checkpoint, recipe, backend, watches: members, ...(signal ? { signal } : {}) }
  const detections = await detectInRounds({
    ...common,
    protocol,
    ...(journal ? { journal } : {}),
    variants,
    onRemoved: (step) => book.record(step, variants),
    onProgress: (round, done, total) =>
      onProgress?.({
        stage: 'detection',
        done,
        total,
        message: round === 0 ? 'Looking for spikes on all prompts' : `Removal round ${round}`,
      }),
  })
  const looks = book.missing(detections)
  const traces = await runTraces({
    ...common,
    jobs: looks.flatMap((look) => [look.before, look.after]),
    scope: scopeOf(journal, 'detection, claimed weights'),
    onProgress: (done, total) =>
      onProgress?.({
        stage: 'detection',
        done,
        total,
        message: 'Looking at claimed weights that detection did not find',
      }),
  })
  looks.forEach((look, i) => {
    const [before, after] = traces.slice(2 * i, 2 * i + 2)
    const variant = variants[look.occasion.variant]
    if (before && after && variant) book.add(look, variant, before, after)
  })
  return { runs: detections.map((d) => runOf(d, family.names)), evidence: members.map((_, i) => book.of(i)) }
}

function runOf({ variant, rounds }: Detection, names: FamilyNames): DetectionRun {
  return {
    prompt: variant.prompt,
    bos: variant.bos,
    token_ids: [...variant.tokens],
    rounds: rounds.map(({ layers, finds }) => ({
      layers: [...layers],
      found: finds.map((find) => ({
        ...coordinateOf(find, names),
        layer: find.layer,
        token: find.token,
        share: find.share,
        output: find.output,
        late_echo: find.lateEcho,
      })),
    })),
  }
}
