import type { Account } from '@/prisma/generated/client'

/** For whom a submission is changed, and why, as everybody may read. */
export interface Order {
  readonly account: Account
  readonly reason: string
}
