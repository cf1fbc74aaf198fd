import { db } from '@/lib/db'
import { isRepo } from '@/lib/hub/names/repo'

/** The known repo whose name differs only in case, which the Hub ignores; null when there is none. */
export async function repoInAnyCase(repo: string): Promise<string | null> {
  if (!isRepo(repo)) return null
  const [known] = await db.$queryRaw<
    { repo: string }[]
  >`select repo from models where lower(repo) = lower(${repo}) order by id limit 1`
  return known?.repo ?? null
}
