import { storedNames } from '@/lib/coordinates'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import { InvalidCheckpoint, UnsupportedArchitecture } from '../families/errors'
import type { WeightSlot } from '../families/recipe'
import type { Recipe } from '../families'
import { READABLE_DTYPES } from './read-floats'

type Tensors = ReadonlyMap<string, TensorLocation>

/** A layer's tensor name. */
export function tensorOfLayer(pattern: string, layer: number): string {
  return pattern.replace('{layer}', String(layer))
}

/** An expert's weight: the pattern with its number. */
export function ofExpert(slot: WeightSlot, expert: number): WeightSlot {
  return { ...slot, tensor: slot.tensor.replace('{expert}', String(expert)) }
}

/** The tensors that make up a weight, in order, and the shape each must have. */
export function partsOf({ tensor, shape, parts }: WeightSlot): { tensor: string; shape: readonly number[] }[] {
  if (parts === undefined) return [{ tensor, shape }]
  return Array.from({ length: parts }, (_, part) => ({
    tensor: tensor.replace('{part}', String(part)),
    shape: shape.slice(1),
  }))
}

/** Finds a tensor by the name a causal language model gives it, with or without the base model's prefix; of a tied embedding and head, the stored one. @throws InvalidCheckpoint when there is none */
export function locate(tensors: Tensors, recipe: Recipe, name: string): TensorLocation {
  const found = [name, ...tiedNames(recipe, name)]
    .flatMap((known) => storedNames(recipe, known))
    .map((stored) => tensors.get(stored))
    .find((tensor) => tensor !== undefined)
  if (!found)
    throw new InvalidCheckpoint(
      `The checkpoint has no tensor "${name}", which its config.json calls for.${name === recipe.head.tensor ? NO_HEAD : ''}`,
    )
  return found
}

/** The other names under which a tensor may be stored. */
function tiedNames({ tied, embedding, head }: Recipe, name: string): string[] {
  if (!tied) return []
  return name === head.tensor ? [embedding.tensor] : name === embedding.tensor ? [head.tensor] : []
}

/** transformers loads such a checkpoint, with a warning. */
const NO_HEAD =
  ' A base model was saved, without the head that predicts tokens: transformers would fill it with random numbers, and no perplexity could be measured. Verify the causal language model that it was made from.'

/**
 * Checks that every tensor of the recipe is there, in the shape that the config gives and a readable format.
 * @throws InvalidCheckpoint or UnsupportedArchitecture naming the first tensor that is not.
 */
export function checkTensors(recipe: Recipe, tensors: Tensors): void {
  for (const { name, shape } of tensorsNeeded(recipe)) check(locate(tensors, recipe, name), shape)
}

/** Every tensor that a recipe uses, by the name a causal language model gives it, and the shape it must have. */
export function* tensorsNeeded(recipe: Recipe): Generator<{ name: string; shape: readonly number[] }, void> {
  const { embedding, head, vocabulary, hidden } = recipe
  yield { name: embedding.tensor, shape: [vocabulary, embedding.width] }
  if (embedding.positions) yield { name: embedding.positions.tensor, shape: [embedding.positions.rows, hidden] }
  yield { name: head.tensor, shape: [vocabulary, head.width] }
  if (head.bias !== null) yield { name: head.bias, shape: [vocabulary] }
  for (const slot of [...embedding.weights, ...head.weights])
    for (const { tensor, shape } of partsOf(slot)) yield { name: tensor, shape }
  for (const [layer, { weights, experts }] of recipe.layerKinds.entries()) {
    const ofExperts = experts
      ? Array.from({ length: experts.count }, (_, expert) =>
          experts.weights.map((slot) => ofExpert(slot, expert)),
        ).flat()
      : []
    for (const slot of [...weights, ...ofExperts])
      for (const { tensor, shape } of partsOf(slot)) yield { name: tensorOfLayer(tensor, layer), shape }
  }
}

function check(found: TensorLocation, shape: readonly number[]): void {
  if (found.shape.length !== shape.length || found.shape.some((size, axis) => size !== shape[axis])) {
    throw new InvalidCheckpoint(
      `The tensor "${found.name}" has shape [${found.shape.join(', ')}]; its config.json calls for [${shape.join(', ')}].`,
    )
  }
  if (!READABLE_DTYPES.includes(found.dtype)) {
    throw new UnsupportedArchitecture(
      `The tensor "${found.name}" is stored as ${found.dtype}; supported: ${READABLE_DTYPES.join(', ')}.`,
    )
  }
}
