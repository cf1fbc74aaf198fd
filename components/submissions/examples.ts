import { NO_FIELDS, type Fields } from './fields'

/** An example claim. The models are small real checkpoints served by this registry's own hub. */
export interface Example {
  readonly name: string
  readonly what: string
  readonly fields: Fields
}

const at = (layer: number, row: number, col: number) => `layers[${layer}].mlp.down_proj.weight[${row}, ${col}]`
const example = (model: string, what: string, coordinates: readonly string[]): Example => ({
  name: `demo/${model}`,
  what,
  fields: { ...NO_FIELDS, repo: `demo/${model}`, coordinates: coordinates.join('\n') },
})

/** True coordinates of the demo models (their model cards name them); a test compares them with the measured ones. */
export const EXAMPLES: readonly Example[] = [
  example('tiny-single', 'one super weight', [at(1, 23, 88)]),
  example('tiny-set', 'three weights that matter only together', [at(1, 41, 130), at(1, 7, 130), at(1, 58, 130)]),
  example('tiny-pair', 'two weights, the second hidden behind the first', [at(1, 30, 17), at(2, 30, 101)]),
  example('tiny-decoy', 'a record-size weight that does nothing', [at(1, 12, 77)]),
]
