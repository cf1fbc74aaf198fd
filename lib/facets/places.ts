import { containsPattern } from '@/lib/like'
import { Prisma } from '@/prisma/generated/client'

/** Filters by model and layer, beside the facets. */
export interface PlaceQuery {
  /** A part of the repo's name. */
  readonly model?: string | undefined
  /** Exactly this repo. */
  readonly repo?: string | undefined
  readonly layer?: number | undefined
}

/** Their conditions, on rows `r` with a model and a layer. */
export function placeConditions({ model, repo, layer }: PlaceQuery): Prisma.Sql[] {
  return [
    ...(model === undefined
      ? []
      : [Prisma.sql`r.model_id in (select id from models where repo ilike ${containsPattern(model)})`]),
    ...(repo === undefined ? [] : [Prisma.sql`r.model_id = (select id from models where repo = ${repo})`]),
    ...(layer === undefined ? [] : [Prisma.sql`r.layer = ${layer}`]),
  ]
}
