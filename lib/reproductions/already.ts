import type { Db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { type Computer, engineOf, hardwareOf } from '@/lib/protocol'
import type { Basis } from './basis'
import { refusal } from './refusal'

/**
 * Refuses one more run by the same party (decision 051): the account sent the claim whose run is to be reproduced, or it has reproduced the claim by this engine
 * on this hardware. A run that was taken back does not count.
 * @param verifier what measures, where that is known
 * @throws AppError 409 `already-reproduced`
 */
export async function assertAnotherParty(
  tx: Db,
  accountId: number,
  { version, ofClaim }: Basis,
  verifier: Computer | undefined,
): Promise<void> {
  const [record] = version.split('.')
  const own = ofClaim.filter(({ signed }) => signed === null).map(({ sha256 }) => sha256)
  // A maintainer who has a challenged record verified again claims nothing by it.
  const claimed = await tx.submission.findFirst({
    where: { accountId, reportSha: { in: own }, challengeId: null },
    select: { id: true },
  })
  if (claimed)
    throw refusal(
      'already-reproduced',
      `${record} rests on a run of ${printId('submission', claimed.id)}, which your account sent: whoever claims something is no other party to it`,
    )
  if (!verifier) return
  const same = ofClaim.find(
    ({ signed, report }) =>
      signed?.party === accountId &&
      !signed.withdrawn &&
      engineOf(report.verifier) === engineOf(verifier) &&
      hardwareOf(report.verifier) === hardwareOf(verifier),
  )
  if (same)
    throw refusal(
      'already-reproduced',
      `Your account has reproduced ${record} by this engine on this hardware (report ${same.sha256.slice(0, 12)}): once more says nothing new`,
    )
}
