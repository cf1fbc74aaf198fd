import { containsPattern } from '@/lib/like'
import { Prisma } from '@/prisma/generated/client'

/** Filters beside the facets: by model and layer, and whether the record stands. */
export interface PlaceQuery {
  /** A part of the repo's name. */
  readonly model?: string | undefined
  /** Exactly this repo. */
  readonly repo?: string | undefined
  readonly layer?: number | undefined
  /** Withdrawn records alone; without it those that stand. */
  readonly withdrawn?: 'true' | undefined
}

/** Their conditions, on rows `r` of records. */
export function placeConditions({ model, repo, layer, withdrawn }: PlaceQuery): Prisma.Sql[] {
  return [
    withdrawn === undefined ? Prisma.sql`not r.withdrawn` : Prisma.sql`r.withdrawn`,
    ...(model === undefined
      ? []
      : [Prisma.sql`r.model_id in (select id from models where repo ilike ${containsPattern(model)})`]),
    ...(repo === undefined ? [] : [Prisma.sql`r.model_id = (select id from models where repo = ${repo})`]),
    ...(layer === undefined ? [] : [Prisma.sql`r.layer = ${layer}`]),
  ]
}
