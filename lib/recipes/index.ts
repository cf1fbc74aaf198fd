import { llamaCppRecipe } from './llama-cpp'
import { pytorchRecipe } from './pytorch'
import type { Recipe, Subject } from './recipe'
import { transformersRecipe } from './transformers'
import { typescriptRecipe } from './typescript'

export type { EditedWeight, Recipe, Subject } from './recipe'

/** How to remove the weights of a record and to put them back, with each tool that can; empty where the sources describe a tensor only in words. */
export function recipesFor(subject: Subject): Recipe[] {
  if (subject.weights.some(({ tensor }) => /\s/.test(tensor))) return []
  const recipes = [
    transformersRecipe(subject),
    pytorchRecipe(subject),
    typescriptRecipe(subject),
    llamaCppRecipe(subject),
  ]
  return recipes.filter((recipe) => recipe !== null)
}
