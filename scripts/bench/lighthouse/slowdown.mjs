/** What Lighthouse's default slowdown of 4 is meant for: a processor of this benchmark index makes the phone that it stands for (docs/throttling.md of Lighthouse). */
const [DEFAULT_SLOWDOWN, DEFAULT_INDEX] = [4, 1_500]

/** How many times slower a processor is made to be that of the same phone on every machine; never faster than it is, nor slower than by Lighthouse's default. */
export function slowdownOf(benchmarkIndex) {
  return Math.min(DEFAULT_SLOWDOWN, Math.max(1, (DEFAULT_SLOWDOWN * benchmarkIndex) / DEFAULT_INDEX))
}
