import { db } from '@/lib/db'

/** A publication about a model. */
export interface ModelSource {
  readonly key: string
  readonly citation: string
  readonly url: string
}

/** Publications with valid claims about a model: its coordinates and sets, its channels, neurons and experts, whatever they claim. */
export function sourcesOfModel(repo: string): Promise<ModelSource[]> {
  return db.source.findMany({
    where: { claims: { some: { claim: { withdrawnAt: null, model: { repo } } } } },
    orderBy: { key: 'asc' },
    select: { key: true, citation: true, url: true },
  })
}
