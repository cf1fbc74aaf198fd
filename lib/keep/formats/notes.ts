import type { Kept } from './tool'

const EMPTY = 'The file names no weight: the tool keeps only what it keeps anyway.'
const EXPERTS =
  'transformers 5 holds the experts of a layer in one tensor. A tool that does not split them sees none of these names and quantises the experts together, or not at all.'
const MIXTRAL = 'The experts of Mixtral are listed under both names that transformers has had for them.'

/** Notes for a tool that is given modules or parameters by the names of transformers. */
export function notesOnModules({ weights }: Kept): string[] {
  const experts = weights.some(({ expert }) => expert !== null)
  const mixtral = weights.some(({ tensor }) => tensor.includes('.block_sparse_moe.experts.'))
  return [...(experts ? [EXPERTS] : []), ...(mixtral ? [MIXTRAL] : [])]
}

/** A note for a list that names nothing. */
export function notesOnEmpty({ weights }: Pick<Kept, 'weights'>): string[] {
  return weights.length === 0 ? [EMPTY] : []
}
