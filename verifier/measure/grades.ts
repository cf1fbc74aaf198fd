import { GRADES, type Grade, type PerplexityRun } from '@/lib/protocol'
import type { OnProgress } from './progress'
import { measurePerplexity, type PerplexityRequest } from './perplexity'
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
  for (const grade of GRADES.slice(GRADES.indexOf(first))) {
    const onProgress = (pass: number, done: number, total: number) =>
      report?.({
        stage: 'perplexity',
        done,
        total,
        message:
          pass === 0 ? `Perplexity, grade ${grade}` : `Perplexity, grade ${grade}: splitting controls, pass ${pass}`,
      })
    try {
      runs.push(await measurePerplexity({ ...request, grade, onProgress }))
    } catch (error) {
      if (!(error instanceof ImpossibleGrade) || runs.length === 0) throw error
      report?.({ stage: 'perplexity', done: 1, total: 1, message: `Stays at the grade before: ${error.message}` })
      break
    }
    const last = runs.at(-1)
    if (!last || !isOpen(last)) break
  }
  return runs
}
