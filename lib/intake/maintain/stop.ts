import type { Db } from '@/lib/db'
import type { Submission } from '@/prisma/generated/client'
import { byAccount } from '../actor'
import { changeStatus } from '../change-status'
import type { Order } from './order'

/** Ends a submission that waits or runs. A worker that runs it is notified and stops. @throws IllegalChange */
export async function stop(tx: Db, { id }: Submission, { account, reason }: Order): Promise<void> {
  const said = { code: 'stopped', text: `Stopped by ${account.handle}, a maintainer: ${reason}` } as const
  await changeStatus(tx, id, 'stopped', said, byAccount(account))
}
