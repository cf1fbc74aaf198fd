import { answerFromRecords } from '@/lib/keep/from-records'
import type { KeepMember } from '@/lib/keep/answers/schema'

/** Verified coordinates of one model that are read in those made from it: each is a request to the Hub for each of them, and a column of the table. */
const MOST_COORDINATES = 8

/** The verified coordinates of a model, the most damaging first. Members of a set come together. */
export async function verifiedCoordinates(repo: string): Promise<KeepMember[]> {
  const answer = await answerFromRecords(repo)
  const members = (answer?.entries ?? [])
    .filter(({ evidence }) => evidence === 'verified')
    .flatMap((entry) => entry.members)
    .filter(({ value }) => value !== null)
  return [...new Map(members.map((member) => [member.weight, member])).values()].slice(0, MOST_COORDINATES)
}
