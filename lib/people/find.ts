import { db } from '@/lib/db'

/** The key of the account with a handle, in any spelling; null where nobody has it, or the person has left. */
export async function accountNamed(handle: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ id: number }[]>`
    select id from accounts where lower(handle) = lower(${handle}) and deleted_at is null`
  return row?.id ?? null
}
