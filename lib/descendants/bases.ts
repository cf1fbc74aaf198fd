import { db } from '@/lib/db'

/** Models on record among whose descendants the Hub lists this one. */
export async function basesOf(repo: string): Promise<string[]> {
  const rows = await db.descendant.findMany({
    where: { repo },
    orderBy: { id: 'asc' },
    take: 5,
    select: { model: { select: { repo: true } } },
  })
  return rows.map(({ model }) => model.repo)
}
