import type { Db } from '@/lib/db'

interface Named {
  readonly repo: string
  /** The model's name as the source prints it; absent where a row prints none. */
  readonly model?: string
}

/** The keys of the repos in the literature, created on first use. A known display name is not overwritten. */
export async function literatureModels(tx: Db, items: readonly Named[]): Promise<ReadonlyMap<string, number>> {
  const names = new Map<string, string | null>()
  for (const { repo, model } of items) names.set(repo, names.get(repo) ?? model ?? null)
  await tx.model.createMany({
    data: [...names].map(([repo, displayName]) => ({ repo, displayName })),
    skipDuplicates: true,
  })
  const models = await tx.model.findMany({ where: { repo: { in: [...names.keys()] } } })
  for (const { id, repo, displayName } of models) {
    const name = names.get(repo) ?? null
    if (displayName === null && name !== null) await tx.model.update({ where: { id }, data: { displayName: name } })
  }
  return new Map(models.map(({ repo, id }) => [repo, id]))
}

/** The key of a repo among those. @throws RangeError when it is not among them */
export function modelIn(models: ReadonlyMap<string, number>, repo: string): number {
  const id = models.get(repo)
  if (id === undefined) throw new RangeError(`The literature has no model ${repo}.`)
  return id
}
