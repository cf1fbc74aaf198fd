import type { Literature, LiteratureSource } from './schema'
import type { Db } from '@/lib/db'

/** Updates the descriptions of the sources. @returns the keys of those that changed */
export async function importSources(tx: Db, sources: Literature['sources']): Promise<string[]> {
  const known = new Map((await tx.source.findMany()).map((s) => [s.key, s]))
  const changed: string[] = []
  for (const [key, source] of Object.entries(sources)) {
    const data = {
      citation: source.citation,
      kind: source.kind ?? null,
      year: source.year ?? null,
      url: linkOf(source),
      arxiv: source.arxiv ?? null,
      commit: source.commit ?? null,
      where: source.where ?? null,
    }
    const old = known.get(key)
    if (old && Object.entries(data).every(([field, value]) => old[field as keyof typeof data] === value)) continue
    await tx.source.upsert({ where: { key }, create: { key, ...data }, update: data })
    changed.push(key)
  }
  return changed
}

/** A source with a commit is linked at that commit: a branch may change. */
function linkOf({ url, commit }: LiteratureSource): string {
  return commit !== undefined && /^https:\/\/github\.com\/[^/]+\/[^/]+$/.test(url) ? `${url}/tree/${commit}` : url
}
