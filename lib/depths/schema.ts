import type { WeightClass } from '@/lib/protocol'

/**
 * What is known of a weight. verified: reproduced here. published: stated or claimed by others, not run here. not-confirmed: run here, and not accepted.
 * negative: published as not a super weight.
 */
export const DEPTH_KINDS = ['verified', 'published', 'not-confirmed', 'negative'] as const
export type DepthKind = (typeof DEPTH_KINDS)[number]

/** Weights of one layer of a model that are alike. */
export interface DepthMark {
  readonly layer: number
  /** 0 in the first layer, 1 in the last; null where the number of layers is not known. */
  readonly depth: number | null
  readonly kind: DepthKind
  readonly class: WeightClass | null
  readonly count: number
}

export interface DepthModel {
  readonly repo: string
  readonly layers: number | null
  /** Key of the source that states the number of layers; null where it was read here, or is not known. */
  readonly stated_by: string | null
  readonly marks: readonly DepthMark[]
}

/** A family with its models. Early and late count verified and published weights alone, whose depth is known: `placed` in all. */
export interface DepthFamily {
  readonly family: string | null
  readonly models: readonly DepthModel[]
  readonly weights: number
  readonly verified: number
  readonly published: number
  readonly not_confirmed: number
  readonly negative: number
  readonly early: number
  readonly late: number
  readonly placed: number
}
