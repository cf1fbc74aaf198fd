import type { ClaimRows } from '@/lib/claims/render'

/** Keys of the publications that state a coordinate or a set, in valid claims of the literature. */
export function publicationsOf(claims: readonly ClaimRows[], polarity: ClaimRows['polarity'] = 'claims'): string[] {
  const standing = claims.filter((c) => c.origin === 'literature' && c.withdrawnAt === null && c.polarity === polarity)
  return [...new Set(standing.flatMap((c) => c.sources.filter((s) => s.stance === 'states').map((s) => s.sourceKey)))]
}

/** Whether it is published, and only as a weight that does no damage. */
export function isNegative({
  publications,
  negatives,
}: {
  readonly publications: readonly string[]
  readonly negatives: readonly string[]
}): boolean {
  return negatives.length > 0 && publications.length === 0
}
