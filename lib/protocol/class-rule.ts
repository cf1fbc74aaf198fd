import type { Ratio } from './ratio'
import { GRADES, type Grade, type Protocol } from './protocol'
import type { WeightClass } from './verdict-schema'

/** Whether the damage alone is that of class A or B: R and the lower bound of its interval. */
export const isAorB = (r: Ratio, { classes }: Protocol): boolean =>
  r.ratio >= classes.a_b_min_ratio && r.lower >= classes.a_b_min_lower

/**
 * The class rule (protocol.md, section 4): A or B for one member or several whose checks all pass, C or D by the damage alone.
 * @returns null where the ratio is 10 or more and a check failed, or where nothing was measured
 */
export function classOf(r: Ratio, allPassed: boolean, members: number, protocol: Protocol): WeightClass | null {
  if (isAorB(r, protocol)) return allPassed ? (members === 1 ? 'A' : 'B') : null
  if (r.ratio >= protocol.classes.a_b_min_ratio) return null
  // An R of 0 or NaN comes from an intact loss that is not finite: nothing was measured, so nothing is inert.
  if (!(r.ratio > 0)) return null
  return r.ratio >= protocol.classes.c_min_ratio ? 'C' : 'D'
}

/** Whether the interval holds a border between classes: then the next grade is due. */
export function crossesBorder(r: Ratio, protocol: Protocol): boolean {
  const { a_b_min_ratio: ab, a_b_min_lower: lowest, c_min_ratio: c } = protocol.classes
  const straddles = (border: number) => r.lower < border && r.upper >= border
  return straddles(c) || (straddles(ab) && !(r.ratio >= ab && r.lower >= lowest))
}

/** Two windows decide nothing near a border (protocol.md, section 8, point 6): the cheapest grade may only say that nothing happens, or that the model is wrecked. */
export function isTooSoon(grade: Grade, r: Ratio, { quick_decides: rule, classes }: Protocol): boolean {
  if (rule === undefined || grade !== GRADES[0]) return false
  return !(r.upper < classes.c_min_ratio || r.lower >= rule.min_lower)
}
