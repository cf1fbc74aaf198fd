import type { ExpertsRecipe } from '../families/recipe'

/** The tokens routed to one expert, in order, and their weights. */
export interface Route {
  readonly tokens: readonly number[]
  readonly weights: readonly number[]
}

/**
 * The routes to every expert, from the router's scores [tokens, experts]. In float32 where transformers uses float32.
 * @param correction added to the scores for choosing experts, not to their weights: [experts]
 */
export function routesOf(scores: Float32Array, recipe: ExpertsRecipe, correction: Float32Array | null): Route[] {
  const { count, perToken, normalised, factor } = recipe
  const routes = Array.from({ length: count }, () => ({ tokens: [] as number[], weights: [] as number[] }))
  for (let token = 0; token < scores.length / count; token++) {
    const own = scores.subarray(token * count, (token + 1) * count)
    const shares = recipe.scoring === 'softmax' ? softmax(own) : own.map((score) => 1 / (1 + Math.exp(-score)))
    const merits = correction === null ? shares : shares.map((share, expert) => share + (correction[expert] ?? NaN))
    const chosen = best(eligible(merits, recipe), perToken, (expert) => merits[expert] ?? NaN)
    const sum = normalised ? Math.fround(chosen.reduce((total, expert) => total + (shares[expert] ?? NaN), 0)) : 1
    for (const expert of chosen) {
      routes[expert]?.tokens.push(token)
      routes[expert]?.weights.push(Math.fround(Math.fround((shares[expert] ?? NaN) / sum) * factor))
    }
  }
  return routes
}

/** The experts with routed tokens in any of several batches or prompts, in the order of their numbers, which is the order of reading. */
export function chosenIn(all: readonly (readonly Route[])[]): number[] {
  return [
    ...new Set(all.flatMap((routes) => [...routes.keys()].filter((expert) => routes[expert]?.tokens.length))),
  ].sort((a, b) => a - b)
}

/** The experts of the best groups; all of them without groups. */
function eligible(merits: Float32Array, { count, groups }: ExpertsRecipe): number[] {
  const all = Array.from(merits.keys())
  if (groups === null) return all
  const size = count / groups.count
  const meritOf = (group: number) =>
    merits
      .slice(group * size, (group + 1) * size)
      .sort()
      .reverse()
      .slice(0, groups.by === 'best' ? 1 : 2)
      .reduce((a, b) => a + b, 0)
  const kept = new Set(
    best(
      Array.from({ length: groups.count }, (_, group) => group),
      groups.kept,
      meritOf,
    ),
  )
  return all.filter((expert) => kept.has(Math.floor(expert / size)))
}

/** The `count` largest by merit, largest first; of equals the first. */
function best(among: readonly number[], count: number, merit: (one: number) => number): number[] {
  return among.toSorted((a, b) => merit(b) - merit(a) || a - b).slice(0, count)
}

function softmax(scores: Float32Array): Float32Array {
  const highest = scores.reduce((most, value) => Math.max(most, value), -Infinity)
  const powers = Float64Array.from(scores, (value) => Math.exp(value - highest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return Float32Array.from(powers, (value) => value / sum)
}

/** The rows of some tokens laid one after another: [tokens.length, width]. */
export function rowsOf(values: Float32Array, tokens: readonly number[], width: number): Float32Array {
  const rows = new Float32Array(tokens.length * width)
  tokens.forEach((token, at) => rows.set(values.subarray(token * width, (token + 1) * width), at * width))
  return rows
}

/** Adds each row times its token's weight to that token's row of `into`. */
export function addRows(into: Float32Array, rows: Float32Array, { tokens, weights }: Route, width: number): void {
  tokens.forEach((token, at) => {
    const weight = weights[at] ?? NaN
    for (let i = 0; i < width; i++)
      into[token * width + i] = (into[token * width + i] ?? NaN) + weight * (rows[at * width + i] ?? NaN)
  })
}
