import { db } from '@/lib/db'

/** Architecture of a model: of the checkpoint read last, or as a source states it. */
export interface ModelFacts {
  readonly family: string | null
  readonly layers: number | null
  readonly parameters: number | null
  /** Who states it; null where this registry read it itself, or nobody says. */
  readonly statedBy: { readonly key: string; readonly citation: string; readonly url: string } | null
}

/** What is known of a model's architecture; null for a model that is not on record. */
export async function factsOf(repo: string): Promise<ModelFacts | null> {
  const found = await db.model.findUnique({
    where: { repo },
    select: {
      family: true,
      layers: true,
      parameters: true,
      statedBy: { select: { key: true, citation: true, url: true } },
    },
  })
  return found && { ...found, parameters: found.parameters === null ? null : Number(found.parameters) }
}
