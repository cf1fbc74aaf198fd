import type { Grade, PerplexityRun } from '@/lib/protocol'
import { memoStep, scopeOf } from '../pass/scope'
import { expected, goingOn, nextGrade } from './escalation'
import type { OnProgress } from './progress'
import { measurePerplexity, titleOf, type PerplexityRequest } from './perplexity'
import { ImpossibleGrade } from './windows'

/**
 * Runs the requested grade, and the next ones while `isOpen` says that the damage interval crosses a class border
 * (protocol.md, section 4). A higher grade for which text or model are too short ends the climb.
 * @throws ImpossibleGrade when the first one is too long already.
 */
export async function climbGrades(
  request: Omit<PerplexityRequest, 'grade' | 'onProgress'>,
  first: Grade,
  isOpen: (run: PerplexityRun) => boolean,
  report?: OnProgress,
): Promise<PerplexityRun[]> {
  const runs: PerplexityRun[] = []
  let why = ''
  for (let grade: Grade | null = first; grade !== null;) {
    const current: Grade = grade
    const began = performance.now()
    const run = await oneGrade(request, current, why, runs.length === 0, report)
    if (run === null) break
    runs.push(run)
    const next: Grade | null = isOpen(run) ? nextGrade(current) : null
    if (next !== null) {
      // An interrupted run is resumed with the time that it took before.
      const ms = await memoStep(
        scopeOf(request.journal, titleOf(current)),
        'milliseconds',
        '',
        async () => performance.now() - began,
      )
      report?.(goingOn(`Grade ${current} does not decide`, current, next, ms, request.protocol))
      why = `, since ${current} does not decide; ${expected(current, next, ms, request.protocol)}`
    }
    grade = next
  }
  return runs
}

/** @returns null for a grade for which text or model are too short, unless it is the first one */
async function oneGrade(
  request: Omit<PerplexityRequest, 'grade' | 'onProgress'>,
  grade: Grade,
  why: string,
  isFirst: boolean,
  report?: OnProgress,
): Promise<PerplexityRun | null> {
  const onProgress = (pass: number, done: number, total: number) =>
    report?.({
      stage: 'perplexity',
      done,
      total,
      message: `Perplexity, grade ${grade}${pass === 0 ? why : `: splitting controls, pass ${pass}`}`,
    })
  try {
    return await measurePerplexity({ ...request, grade, onProgress })
  } catch (error) {
    if (!(error instanceof ImpossibleGrade) || isFirst) throw error
    report?.({
      stage: 'perplexity',
      done: 1,
      total: 1,
      message: `Stays at the grade before: ${error.message}`,
      announced: true,
    })
    return null
  }
}
