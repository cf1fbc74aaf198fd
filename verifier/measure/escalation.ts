import { GRADES, type Grade, type Protocol } from '@/lib/protocol'
import { durationInWords } from './duration'
import type { Progress } from './progress'

/** The grade after this one; null after the last. */
export function nextGrade(grade: Grade): Grade | null {
  return GRADES[GRADES.indexOf(grade) + 1] ?? null
}

/**
 * How long the next grade takes at most: text grows by a known factor, and reading the weights, a part of the time, does not.
 * @param ms what this grade took
 */
export function expected(from: Grade, to: Grade, ms: number, protocol: Protocol): string {
  return `up to about ${durationInWords(ms * timesTheText(from, to, protocol))}`
}

/** Says that a run goes on to the next grade by itself (protocol.md, section 8, point 6), with the time that it takes. */
export function goingOn(why: string, from: Grade, to: Grade, ms: number, protocol: Protocol): Progress {
  return {
    stage: 'perplexity',
    done: 0,
    total: 1,
    message: `${why}, so the run goes on to grade ${to}, with ${timesTheText(from, to, protocol)} times as much text: ${expected(from, to, ms, protocol)}.`,
    announced: true,
  }
}

function timesTheText(from: Grade, to: Grade, { grades }: Protocol): number {
  const tokens = (grade: Grade) => grades[grade].windows * grades[grade].window_tokens
  return tokens(to) / tokens(from)
}
