/** Seeded randomness: everything comes from one generator of numbers in [0, 1). */
export type Random = () => number

export const between = (random: Random, from: number, to: number): number =>
  Math.floor(from + random() * (to - from + 1))

/** Shuffles a list (Fisher and Yates). */
export function shuffled<T>(random: Random, things: readonly T[]): T[] {
  const left = [...things]
  const drawn: T[] = []
  while (left.length > 0) drawn.push(...left.splice(between(random, 0, left.length - 1), 1))
  return drawn
}
