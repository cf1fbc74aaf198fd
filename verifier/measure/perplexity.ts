import type { Coordinate, FamilyNames } from '@/lib/coordinates'
import { readingOf } from '@/lib/coordinates'
import {
  perplexityOf,
  type Grade,
  type Nll,
  type PerplexityRun,
  type Protocol,
  type StreamResult,
} from '@/lib/protocol'
import { scopeOf, type RunJournal } from '../pass/scope'
import type { Model } from '../pass/model'
import { runPass } from '../pass/run-pass'
import { halves, type ControlGroup } from './controls'
import { editOf, type ClaimedMember } from './members'
import { windowsOf, windowsSha256, type TokenizedCorpus } from './windows'

export interface PerplexityRequest extends Model {
  readonly names: FamilyNames
  readonly members: readonly ClaimedMember[]
  readonly controls: readonly ControlGroup[]
  readonly text: TokenizedCorpus
  readonly grade: Grade
  readonly protocol: Protocol
  readonly journal?: RunJournal | null
  /** `pass` counts from 0: passes after the first split control groups that were not inert. */
  readonly onProgress?: (pass: number, done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** A stream as the report describes it, before it is measured. */
type Plan = Omit<StreamResult, 'nll'>

/** Perplexities of all streams of one grade on the same windows (protocol.md, 3.5). @throws ImpossibleGrade */
export async function measurePerplexity(request: PerplexityRequest): Promise<PerplexityRun> {
  const { text, grade, recipe, protocol } = request
  const windows = windowsOf(text, grade, recipe.positions, protocol)
  const results = await measure(request, windows, 0, [
    ...claimPlans(request),
    ...request.controls.map((g) => controlPlan(g, request.names)),
  ])
  const intact = results.find((s) => s.role === 'intact')?.nll ?? []
  let suspects = harmfulControls(results, intact, protocol)
  for (let pass = 1; suspects.length > 0; pass++) {
    const split = await measure(
      request,
      windows,
      pass,
      suspects.flatMap((s) => halves(s.edits)).map((g) => controlPlan(g, request.names)),
    )
    results.push(...split)
    suspects = harmfulControls(split, intact, protocol)
  }
  return {
    grade,
    corpus: { id: text.corpus.id, revision: text.corpus.revision, sha256: text.corpus.sha256 },
    windows: windows.length,
    window_tokens: windows[0]?.length ?? 0,
    starts_with_bos: text.start.length > 0,
    token_ids_sha256: windowsSha256(windows),
    reference: null,
    streams: results,
  }
}

async function measure(
  request: PerplexityRequest,
  windows: readonly (readonly number[])[],
  pass: number,
  plans: readonly Plan[],
): Promise<StreamResult[]> {
  const { checkpoint, recipe, backend, names, grade, journal, signal } = request
  const streams = plans.map((plan, i) => ({ name: String(i), edits: plan.edits.map((e) => editOf(e, names, e.scale)) }))
  const onProgress = (done: number, total: number) => request.onProgress?.(pass, done, total)
  const scope = scopeOf(journal, `${titleOf(grade)}${pass === 0 ? '' : `, splitting controls ${pass}`}`)
  const losses = await runPass({
    checkpoint,
    recipe,
    backend,
    windows,
    streams,
    scope,
    onProgress,
    ...(signal ? { signal } : {}),
  })
  return plans.map((plan, i) => ({ ...plan, nll: (losses.get(String(i)) ?? []).map(toNll) }))
}

/** The title of a grade in a run's journal. */
export const titleOf = (grade: Grade): string => `perplexity, grade ${grade}`

/** All streams of the claim itself. Streams with equal edits cost nothing: the pass runs them once. */
function claimPlans({ members, names, grade, protocol }: PerplexityRequest): Plan[] {
  const edits = (chosen: readonly ClaimedMember[], scale = 0) => chosen.map((m) => describe(m.coordinate, names, scale))
  return [
    { role: 'intact', member: null, edits: [] },
    { role: 'joint', member: null, edits: edits(members) },
    ...members.map((m, member): Plan => ({ role: 'alone', member, edits: edits([m]) })),
    ...(members.length > 1
      ? members.map((m, member): Plan => ({ role: 'without', member, edits: edits(members.filter((o) => o !== m)) }))
      : []),
    ...(grade === 'full'
      ? protocol.dose_scales.map((scale): Plan => ({ role: 'dose', member: null, edits: edits(members, scale) }))
      : []),
  ]
}

function controlPlan(group: ControlGroup, names: FamilyNames): Plan {
  return { role: 'control', member: null, edits: group.map((c) => describe(c, names, 0)) }
}

function describe({ tensor, row, col }: Coordinate, names: FamilyNames, scale: number): StreamResult['edits'][number] {
  return { tensor, layer: readingOf({ tensor, row, col }, names.axes).layer, row, col, scale }
}

/** Control groups that do damage and can still be split. None where the intact model's own perplexity is not finite. */
function harmfulControls(results: readonly StreamResult[], intact: readonly Nll[], protocol: Protocol): StreamResult[] {
  const baseline = perplexityOf(intact)
  if (!Number.isFinite(baseline)) return []
  return results.filter(
    (s) => s.role === 'control' && s.edits.length > 1 && perplexityOf(s.nll) / baseline > protocol.controls.max_ratio,
  )
}

/** A loss as a report holds it. */
export function toNll(loss: number): Nll {
  if (Number.isFinite(loss)) return loss
  return Number.isNaN(loss) ? 'NaN' : 'Infinity'
}
