import { keepFile, type KeepFile, type ToolId } from '../formats'
import { isGone } from './gone'
import type { KeepAnswer } from './schema'

/** The weights of an answer as a tool reads them, all of its entries that are there: those that are only published, too. */
export function keepList({ repo, commit, family, parameters, entries }: KeepAnswer, tool: ToolId): KeepFile {
  const weights = entries.filter((entry) => !isGone(entry)).flatMap(({ members }) => members)
  return keepFile(tool, {
    repo,
    commit: commit ?? entries.find((entry) => entry.commit !== null)?.commit ?? null,
    family,
    parameters,
    weights: weights.filter((weight, i) => weights.findIndex((other) => other.weight === weight.weight) === i),
  })
}
