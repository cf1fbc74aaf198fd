import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { seededRandom } from '@/lib/protocol'
import { familyOf } from '@/verifier/families'
import { ofExpert, partsOf, tensorOfLayer } from '@/verifier/pass/check-tensors'
import { checkpointOf } from './folder-checkpoint'
import { safetensorsFile, type TensorToWrite } from './safetensors'

/** A float32 checkpoint of random weights for any config.json that a family reads: matrices keep the size of what they multiply, norms are one. */
export function randomModel(config: Checkpoint['config'], seed = 1): Checkpoint {
  const recipe = familyOf(config).recipeOf(config)
  const random = seededRandom(seed)
  const tensors: Record<string, TensorToWrite> = {}
  const add = (name: string, shape: readonly number[]) => {
    const scale = Math.sqrt(3 / (shape.at(-1) ?? 1))
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () =>
      shape.length === 1 ? 1 : scale * (2 * random() - 1),
    )
    tensors[name] = { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) }
  }
  add(recipe.embedding.tensor, [recipe.vocabulary, recipe.embedding.width])
  if (!recipe.tied) add(recipe.head.tensor, [recipe.vocabulary, recipe.head.width])
  for (const slot of [...recipe.embedding.weights, ...recipe.head.weights])
    for (const { tensor, shape } of partsOf(slot)) add(tensor, shape)
  recipe.layerKinds.forEach(({ weights, experts }, layer) => {
    const ofExperts = experts
      ? Array.from({ length: experts.count }, (_, expert) =>
          experts.weights.map((slot) => ofExpert(slot, expert)),
        ).flat()
      : []
    for (const slot of [...weights, ...ofExperts])
      for (const { tensor, shape } of partsOf(slot)) add(tensorOfLayer(tensor, layer), shape)
  })
  return checkpointOf(config, new Map([['model.safetensors', safetensorsFile(tensors)]]))
}
