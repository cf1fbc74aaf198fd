import { CLAIM_INCLUDE, claimRecord } from '@/lib/claims/render'
import type { ClaimRecord } from '@/lib/claims/schema'
import { db } from '@/lib/db'
import type { SourceKind } from '@/prisma/generated/client'
import { printId } from '@/lib/ids'
import { type Outcome, outcomeOf } from './outcome'

/** A publication, code or notebook with all that it states. */
export interface Work {
  readonly citation: string
  readonly kind: SourceKind | null
  readonly year: number | null
  readonly arxiv: string | null
  /** Its parts: a table, a file. Each is a source of its own. */
  readonly parts: readonly { readonly key: string; readonly url: string; readonly where: string | null }[]
  readonly models: readonly WorkModel[]
}

export interface WorkModel {
  readonly repo: string
  readonly claims: readonly WorkClaim[]
}

export interface WorkClaim {
  /** With the stance of this work. */
  readonly claim: ClaimRecord
  readonly stance: ClaimRecord['sources'][number]['stance']
  /** The record of what the claim names; null for channels, neurons and experts. */
  readonly record: {
    readonly kind: 'weight' | 'set'
    readonly id: string
    readonly title: string
    readonly level: number
  } | null
  /** What became of it; null for channels, neurons and experts, which no run measures. */
  readonly outcome: Outcome | null
}

/** The work that a source is a part of, by the source's key; null when there is none. */
export async function readWork(key: string): Promise<Work | null> {
  const source = await db.source.findUnique({ where: { key } })
  if (source === null) return null
  const parts = await db.source.findMany({ where: { citation: source.citation }, orderBy: { key: 'asc' } })
  const keys = parts.map((part) => part.key)
  const claims = await db.claim.findMany({
    where: { withdrawnAt: null, sources: { some: { sourceKey: { in: keys } } } },
    include: {
      ...CLAIM_INCLUDE,
      model: { select: { repo: true } },
      weight: {
        select: {
          id: true,
          tensor: true,
          row: true,
          col: true,
          level: true,
          withdrawn: true,
          _count: { select: { reports: true } },
        },
      },
      set: { select: { id: true, level: true, withdrawn: true, _count: { select: { members: true, reports: true } } } },
    },
    orderBy: [{ modelId: 'asc' }, { id: 'asc' }],
  })
  const models = new Map<string, WorkClaim[]>()
  for (const { model, weight, set, ...claim } of claims) {
    const record = claimRecord(claim)
    const stance = record.sources.find((one) => keys.includes(one.key))?.stance ?? 'states'
    const of = models.get(model.repo) ?? []
    models.set(model.repo, of)
    const measured = weight ?? set
    const outcome =
      measured &&
      outcomeOf({
        level: measured.level,
        measured: measured._count.reports > 0,
        contradicted: record.sources.some((source) => source.stance === 'contradicts'),
        negative: record.polarity === 'negative',
        withdrawn: measured.withdrawn,
      })
    of.push({ claim: record, stance, record: weight ? recordOfWeight(weight) : set && recordOfSet(set), outcome })
  }
  return {
    citation: source.citation,
    kind: source.kind,
    year: source.year,
    arxiv: source.arxiv,
    parts: parts.map(({ key: part, url, where }) => ({ key: part, url, where })),
    models: [...models].map(([repo, of]) => ({ repo, claims: of })),
  }
}

const recordOfWeight = (w: { id: number; tensor: string; row: number; col: number; level: number }) => ({
  kind: 'weight' as const,
  id: printId('weight', w.id),
  title: `${w.tensor}[${w.row}, ${w.col}]`,
  level: w.level,
})

const recordOfSet = (s: { id: number; level: number; _count: { members: number } }) => ({
  kind: 'set' as const,
  id: printId('set', s.id),
  title: `${s._count.members} weights together`,
  level: s.level,
})
