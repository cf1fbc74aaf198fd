import { placeKey, type WeightPlace } from '../pass/observe'

/** One name for a set of weights, in whatever order. */
export const setKey = (scalars: readonly WeightPlace[]): string => scalars.map(placeKey).sort().join(' ')
