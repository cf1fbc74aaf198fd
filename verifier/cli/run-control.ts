import { parseCoordinate, resolveCoordinate, type Coordinate } from '@/lib/coordinates'
import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { protocolNamed, verdictOf, type Grade, type Verdict } from '@/lib/protocol'
import { corpusOf } from '../run/corpus'
import { findSubject } from '../run/find'
import { findResultOf } from '../run/find-result'
import { candidatesOf, lookAt } from '../run/look'
import type { Subject } from '../pass/subject'
import { verifySubject } from '../run/verify'
import type { ClaimControl, Control, DetectControl, FindControl } from './controls'
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
  switch (control.kind) {
    case 'detect':
      return detectControl(control, subject, signal)
    case 'find':
      return findControl(control, subject, signal)
    case 'verify':
      return claimControl(control, subject, grade, signal)
  }
}

/** The search begins at grade quick, as `find` does. */
async function findControl(control: FindControl, subject: Subject, signal: AbortSignal): Promise<ControlOutcome> {
  const corpus = await loadCorpus(corpusOf(subject.checkpoint.repo), { signal })
  const { answers } = findResultOf(await findSubject(subject, corpus, { signal }))
  const expected = setsOf(control.answers)
  const found = setsOf(answers.map(({ members }) => members.map(({ layer, row, col }) => `${layer}:${row}:${col}`)))
  return { control, passed: found === expected, expected, found }
}

/** Whatever the order of a set's members is. */
const setsOf = (sets: readonly (readonly string[])[]): string =>
  sets.length === 0 ? 'no super weight' : sets.map((set) => set.toSorted().join(' with ')).join(', ')

async function detectControl(control: DetectControl, subject: Subject, signal: AbortSignal): Promise<ControlOutcome> {
  const candidates = candidatesOf(await lookAt(subject, { signal }))
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
  const protocol = control.protocol === undefined ? null : protocolNamed(control.protocol)
  const verdict = verdictOf(
    await verifySubject(subject, corpus, { coordinates, grade, signal, ...(protocol ? { protocol } : {}) }),
  )
  return judgeClaim(control, verdict)
}

/** Whether a verdict is the one its control expects: accepted or not, class, and every check failed that should fail. */
export function judgeClaim(control: ClaimControl, verdict: Verdict): ControlOutcome {
  const failed = [...new Set(verdict.checks.filter(({ passed }) => !passed).map(({ id }) => id))]
  const passed =
    verdict.accepted === control.accepted &&
    verdict.class === control.class &&
    control.fails.every((id) => failed.includes(id)) &&
    (control.core === undefined || coreIn(control.core) === coreIn(verdict.core))
  const damage = verdict.damage.infinite ? 'infinite' : show(verdict.damage.ratio)
  return {
    control,
    passed,
    expected: `${describe(control.accepted, control.class, control.fails)}${coreIn(control.core)}`,
    found: `${describe(verdict.accepted, verdict.class, failed)}${coreIn(verdict.core)}; R = ${damage}`,
  }
}

const coreIn = (core: readonly number[] | null | undefined) =>
  core ? `; core: ${core.map((i) => `member ${i + 1}`).join(', ')}` : ''

function describe(accepted: boolean, cls: string | null, failed: readonly string[]): string {
  return `${accepted ? 'confirmed' : 'not confirmed'}, class ${cls ?? 'none'}${failed.length > 0 ? `; fails ${failed.join(', ')}` : ''}`
}

const listOf = (coordinates: readonly string[]) => (coordinates.length === 0 ? 'no candidate' : coordinates.join(', '))

function resolve(text: string, { checkpoint, family, recipe }: Subject): Coordinate {
  return resolveCoordinate(parseCoordinate(text), checkpoint.tensors, family.names, recipe.layers)
}
