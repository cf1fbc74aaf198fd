import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { printId } from '@/lib/ids'
import type { Challenge } from '@/prisma/generated/client'
import type { Challenged } from './challenged'

/** Open challenges of a record. */
export const openOf = (tx: Db, { subject }: Challenged): Promise<Challenge[]> =>
  tx.challenge.findMany({ where: { ...subject, state: 'open' } })

/** Challenges that ended in its withdrawal. */
export const withdrawnOf = (tx: Db, { subject }: Challenged): Promise<Challenge[]> =>
  tx.challenge.findMany({ where: { ...subject, state: 'withdrawn' } })

/** A set whose member is withdrawn would name what nobody should use. @throws AppError 409 `not-now` */
export async function assertSetsAreWithdrawn(tx: Db, { subject }: Challenged): Promise<void> {
  if (subject.weightId === null) return
  const set = await tx.set.findFirst({
    where: { withdrawn: false, members: { some: { weightId: subject.weightId } } },
    orderBy: { id: 'asc' },
  })
  if (set)
    throw new AppError({
      status: 409,
      code: 'not-now',
      detail: `${printId('weight', subject.weightId)} is a member of ${printId('set', set.id)}, which stands. Challenge and withdraw the set first. Nothing was changed.`,
    })
}

/** @throws AppError 409 `not-now` where a member of the set is withdrawn */
export async function assertMembersStand(tx: Db, { subject }: Challenged): Promise<void> {
  if (subject.setId === null) return
  const member = await tx.setMember.findFirst({ where: { setId: subject.setId, weight: { withdrawn: true } } })
  if (member)
    throw new AppError({
      status: 409,
      code: 'not-now',
      detail: `Its member ${printId('weight', member.weightId)} is withdrawn. Uphold that one first. Nothing was changed.`,
    })
}
