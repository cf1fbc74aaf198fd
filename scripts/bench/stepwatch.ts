import type { OnProgress, Progress } from '@/verifier/measure/progress'
import { now, since, type Moment } from './clock'
import type { VerdictStep } from './jobs'

interface Stepwatch {
  readonly onProgress: OnProgress
  /** The whole time, and that of each step. */
  stop(): { took: Moment; steps: VerdictStep[] }
}

/** Times a run's steps by its progress. */
export function stepwatch(): Stepwatch {
  const start = now()
  const marks: { readonly progress: Progress; readonly at: Moment }[] = []
  return {
    onProgress: (progress) => void marks.push({ progress, at: since(start) }),
    stop: () => ({ took: since(start), steps: stepsOf(marks, since(start)) }),
  }
}

/** A step lasts from its message to the next one. */
function stepsOf(marks: readonly { readonly progress: Progress; readonly at: Moment }[], end: Moment): VerdictStep[] {
  const beginnings = marks.filter(({ progress: { done, total } }) => done < total)
  const firsts = beginnings.filter(({ progress: { message } }, i) => beginnings[i - 1]?.progress.message !== message)
  return firsts.map(({ progress: { stage, message }, at }, i) => {
    const until = firsts[i + 1]?.at ?? end
    return { stage, message, took: { wall: until.wall - at.wall, cpu: until.cpu - at.cpu } }
  })
}
