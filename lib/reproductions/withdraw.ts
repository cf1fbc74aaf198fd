import { AppError } from '@/lib/errors/app-error'
import { assertStorable } from '@/lib/http/storable'
import { writeTransaction } from '@/lib/intake/writing-limit'
import { Report, Sha256 } from '@/lib/protocol'
import { lockModel } from '@/lib/records/lock'
import { recordsChanged } from '@/lib/records/renew'
import type { Account } from '@/prisma/generated/client'

/**
 * Takes a signed run back: it stays readable with the reason, and counts for nothing from then on. The caller has checked the role.
 * @param sha256 of its report
 * @param text why, for everybody to read
 * @throws AppError 404 `not-found`, 409 `not-now` where it was taken back already
 */
export async function withdrawReproduction(sha256: string, text: string, account: Account): Promise<void> {
  assertStorable(text)
  await writeTransaction(async (tx) => {
    const found = Sha256.safeParse(sha256).success
      ? await tx.reproduction.findUnique({
          where: { reportSha: sha256 },
          include: { report: { include: { members: { include: { weight: { select: { modelId: true } } } } } } },
        })
      : null
    if (!found) throw new AppError({ status: 404, code: 'not-found', detail: `There is no signed report ${sha256}.` })
    await lockModel(tx, Report.parse(found.report.body).checkpoint.repo)
    const { count } = await tx.reproduction.updateMany({
      where: { reportSha: sha256, withdrawnAt: null },
      data: { withdrawnAt: new Date(), withdrawnReason: text, withdrawnById: account.id },
    })
    if (count === 0)
      throw new AppError({ status: 409, code: 'not-now', detail: 'This signed run was taken back already.' })
    const { members, setId } = found.report
    const touched = {
      modelId: members[0]?.weight.modelId ?? 0,
      weights: members.map(({ weightId }) => weightId),
      sets: setId === null ? [] : [setId],
    }
    await recordsChanged(tx, touched, `The signed report ${sha256.slice(0, 12)} was taken back.`)
  })
}
