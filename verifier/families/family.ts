import { FAMILIES, type FamilyNames } from '@/lib/coordinates'
import { checkConfig } from '@/lib/families/refusals'
import type { Config } from '@/lib/families/settings'
import { ConfigReader } from './reader'
import type { Recipe } from './recipe'

export type { Config } from '@/lib/families/settings'

/** One architecture family: how its checkpoints name and store things, and what its layers compute. */
export interface Family {
  readonly names: FamilyNames
  /**
   * The network a config describes.
   * @throws UnsupportedArchitecture on a variant without a recipe (an activation, a position scaling), on remote code and other heads.
   * @throws InvalidCheckpoint when a number that is needed is missing or absurd.
   */
  recipeOf(config: Config): Recipe
}

/** A family by its name in lib/coordinates, and how to read its config. */
export function family(name: string, recipeOf: (config: ConfigReader) => Recipe): Family {
  const names = FAMILIES.find((f) => f.family === name)
  if (!names) throw new Error(`lib/coordinates/families.ts has no row for the family "${name}".`)
  return {
    names,
    recipeOf(config) {
      checkConfig(name, config)
      return recipeOf(new ConfigReader(name, config))
    },
  }
}
