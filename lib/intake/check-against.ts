import { keyOf, printStored } from '@/lib/coordinates'
import { AppError } from '@/lib/errors/app-error'
import { CURRENT_PROTOCOL, type Report } from '@/lib/protocol'
import { ScreenedCoordinate } from '@/lib/submissions/schema'
import type { Submission } from '@/prisma/generated/client'

/**
 * Checks that a report is about exactly this submission: current protocol, same repo at the same commit, the same members with the bits that
 * screening read.
 * @throws AppError 422 `report-mismatch` naming the first difference
 */
export function checkAgainst(submission: Submission, report: Report): void {
  const wrong = differenceOf(submission, report)
  if (wrong !== null)
    throw new AppError({
      status: 422,
      code: 'report-mismatch',
      detail: `The report does not belong to this submission: ${wrong}.`,
    })
}

function differenceOf(
  { repo, commit, family, screened, claimedValue }: Submission,
  { protocol, checkpoint, members }: Report,
): string | null {
  const { id, sha256 } = CURRENT_PROTOCOL
  if (protocol.id !== id || protocol.sha256 !== sha256)
    return `it follows ${protocol.id} ${protocol.sha256}, expected ${id} ${sha256}`
  if (checkpoint.repo !== repo || checkpoint.commit !== commit)
    return `it is about ${checkpoint.repo} at ${checkpoint.commit}, expected ${repo} at ${commit ?? 'no commit'}`
  if (checkpoint.family !== family) return `it names the family ${checkpoint.family}, expected ${family ?? 'none'}`
  const expected = ScreenedCoordinate.array().parse(screened ?? [])
  if (members.length !== expected.length) return `it has ${members.length} members, expected ${expected.length}`
  if (members.some((m) => m.claimed_value !== claimedValue))
    return `its claimed value differs from ${claimedValue ?? 'none'}`
  return members.map((m, i) => memberDifference(m, expected, members.slice(0, i))).find((d) => d !== null) ?? null
}

function memberDifference(
  member: Report['members'][number],
  expected: readonly ScreenedCoordinate[],
  before: Report['members'],
): string | null {
  const known = expected.find((e) => keyOf(e) === keyOf(member))
  if (!known) return `${printStored(member)} is not one of the claimed coordinates`
  if (before.some((b) => keyOf(b) === keyOf(member))) return `${printStored(member)} appears twice`
  if (member.output_channel !== known.output_channel || member.input_neuron !== known.input_neuron)
    return `it reads ${printStored(member)} in another axis order`
  return member.static.bits === known.bits
    ? null
    : `${printStored(member)} has the bits ${member.static.bits}, screening read ${known.bits}`
}
