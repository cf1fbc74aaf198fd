import { parseCoordinate, resolveCoordinate, type Coordinate } from '@/lib/coordinates'
import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { verdictOf, type Grade, type Verdict } from '@/lib/protocol'
import { corpusOf } from '../run/corpus'
import { detectSubject } from '../run/detect'
import type { Subject } from '../pass/subject'
import { verifySubject } from '../run/verify'
import type { ClaimControl, Control, DetectControl } from './controls'
import { show } from './numbers'

/** A control's outcome, as the table words it. */
export interface ControlOutcome {
  readonly control: Control
  readonly passed: boolean
  readonly expected: string
  readonly found: string
}

/**
 * Runs one control on its model.
 * @param grade how much text damage is measured on; detection does not depend on it
 * @throws as `verify` and `detect`: a control that cannot run has no outcome
 */
export async function runControl(
  control: Control,
  subject: Subject,
  grade: Grade,
  signal: AbortSignal,
): Promise<ControlOutcome> {
  return control.kind === 'detect'
    ? detectControl(control, subject, signal)
    : claimControl(control, subject, grade, signal)
}

async function detectControl(control: DetectControl, subject: Subject, signal: AbortSignal): Promise<ControlOutcome> {
  const { candidates } = await detectSubject(subject, { signal })
  const expected = listOf(control.candidates)
  const found = listOf(candidates.map(({ layer, row, col }) => `${layer}:${row}:${col}`))
  return { control, passed: found === expected, expected, found }
}

async function claimControl(
  control: ClaimControl,
  subject: Subject,
  grade: Grade,
  signal: AbortSignal,
): Promise<ControlOutcome> {
  const coordinates = control.coordinates.map((text) => ({ ...resolve(text, subject), claimedValue: null }))
  const corpus = await loadCorpus(corpusOf(subject.checkpoint.repo), { signal })
  const verdict = verdictOf(await verifySubject(subject, corpus, { coordinates, grade, signal }))
  return judgeClaim(control, verdict)
}

/** Whether a verdict is the one its control expects: accepted or not, class, and every check failed that should fail. */
export function judgeClaim(control: ClaimControl, verdict: Verdict): ControlOutcome {
  const failed = [...new Set(verdict.checks.filter(({ passed }) => !passed).map(({ id }) => id))]
  const passed =
    verdict.accepted === control.accepted &&
    verdict.class === control.class &&
    control.fails.every((id) => failed.includes(id))
  const damage = verdict.damage.infinite ? 'infinite' : show(verdict.damage.ratio)
  return {
    control,
    passed,
    expected: describe(control.accepted, control.class, control.fails),
    found: `${describe(verdict.accepted, verdict.class, failed)}; R = ${damage}`,
  }
}

function describe(accepted: boolean, cls: string | null, failed: readonly string[]): string {
  return `${accepted ? 'confirmed' : 'not confirmed'}, class ${cls ?? 'none'}${failed.length > 0 ? `; fails ${failed.join(', ')}` : ''}`
}

const listOf = (coordinates: readonly string[]) => (coordinates.length === 0 ? 'no candidate' : coordinates.join(', '))

function resolve(text: string, { checkpoint, family, recipe }: Subject): Coordinate {
  return resolveCoordinate(parseCoordinate(text), checkpoint.tensors, family.names, recipe.layers)
}
