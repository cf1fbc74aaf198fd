/** Ranges of model sizes by parameters, the smallest first: each holds its lower end. The migrations' `size_range` says the same. */
export const SIZES = ['under-1b', '1b-4b', '4b-10b', '10b-40b', 'over-40b'] as const
export type Size = (typeof SIZES)[number]

/** Ranges of relative depth in percent, the first layers first: each holds its lower end, the last one 100, too. `depth_range` says the same. */
export const DEPTHS = ['0-10', '10-25', '25-50', '50-75', '75-100'] as const
export type Depth = (typeof DEPTHS)[number]

/** The value of a facet where it is not known. */
export const NOT_KNOWN = 'not-known'
/** The value of `class` without one, and of `source` for records that no publication states. */
export const NONE = 'none'

/** Relative depth: 0 in the first layer, 1 in the last. Null where the number of layers is not known, or is contradicted by the layer. */
export function relativeDepth(layer: number, layers: number | null): number | null {
  return layers === null || layer >= layers ? null : layer / Math.max(layers - 1, 1)
}

/** Up to where layers count as early ones, and from where as late: thirds of the depth. */
export const EARLY_TO = 1 / 3
export const LATE_FROM = 2 / 3
