import { db } from '@/lib/db'
import type { SearchResult } from './schema'

/** The models read at a commit, and the reports, whose names begin so. Hexadecimal digits sort before `g` everywhere. */
export async function findHash(hash: string | null, limit: number): Promise<SearchResult[]> {
  if (hash === null) return []
  const [checkpoints, reports] = await Promise.all([
    hash.length > 40
      ? []
      : db.checkpoint.findMany({
          where: { commit: { gte: hash, lt: `${hash}g` } },
          include: { model: { select: { repo: true } } },
          orderBy: { id: 'asc' },
          take: limit,
        }),
    db.report.findMany({
      where: { sha256: { gte: hash, lt: `${hash}g` } },
      select: {
        sha256: true,
        filedAt: true,
        members: { select: { weight: { select: { model: { select: { repo: true } } } } }, take: 1 },
      },
      orderBy: { sha256: 'asc' },
      take: limit,
    }),
  ])
  return [
    ...checkpoints.map(({ commit, model: { repo } }) => ({
      kind: 'model' as const,
      name: repo,
      url: `/models/${repo}`,
      title: repo,
      detail: `read at commit ${commit}`,
      score: 1,
    })),
    ...reports.map(({ sha256, filedAt, members }) => ({
      kind: 'report' as const,
      name: sha256,
      url: `/reports/${sha256}`,
      title: `Report ${sha256.slice(0, 12)}`,
      detail: [members[0]?.weight.model.repo, `filed ${filedAt.toISOString().slice(0, 10)}`]
        .filter((part) => part !== undefined)
        .join(' · '),
      score: 1,
    })),
  ]
}
