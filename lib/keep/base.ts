import { CoordinateError, parsedFrom } from '@/lib/coordinates'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { repoInAnyCase } from '@/lib/models/any-case'
import type { KeepAnswer, KeepEntry } from './answers/schema'
import { modelsOfShape } from './models-of-shape'
import { answerFromRecords } from './from-records'
import { storesTheSame } from './inherited'
import { otherShape } from './other-shape'
import { readRecently } from './readings'

/** What is on record of the model that another one was made from, and what that one stores at its coordinates. */
export interface Base {
  readonly answer: KeepAnswer
  readonly found: 'stated' | 'same-bits'
  readonly reading: CheckpointReading
}

/** Values of one model that must be the same: those of its strongest records. Each is a request to the Hub, and a chance agreement of two is past belief. */
const MOST_COMPARED = 8

/**
 * The model that another was made from: the first on record that it names, else one of its shape whose verified weights it stores bit for bit.
 * @param head of the model, read with `bases`
 * @throws as `readRecently`
 */
export async function baseOf(head: CheckpointReading, who: readonly string[]): Promise<Base | null> {
  for (const name of head.bases) {
    const answer = await answerFromRecords((await repoInAnyCase(name)) ?? name)
    if (answer === null || answer.entries.length === 0) continue
    const reading = await readAt(head, answer.entries, who)
    if (reading !== null) return { answer, found: 'stated', reading }
  }
  return baseBySameBits(head, who)
}

async function baseBySameBits(head: CheckpointReading, who: readonly string[]): Promise<Base | null> {
  for (const repo of await modelsOfShape(head)) {
    const answer = await answerFromRecords(repo)
    const strongest = strongestOf(answer?.entries ?? [])
    if (answer === null || strongest.length === 0) continue
    const compared = await readAt(head, strongest, who)
    if (compared === null || !strongest.every((entry) => storesTheSame(entry, compared))) continue
    const reading = await readAt(head, answer.entries, who)
    if (reading !== null) return { answer, found: 'same-bits', reading }
  }
  return null
}

/** Verified entries, the strongest first, as many as have few enough members. Zeros would agree by chance. */
function strongestOf(entries: readonly KeepEntry[]): KeepEntry[] {
  const strongest: KeepEntry[] = []
  let members = 0
  for (const entry of entries.filter(({ evidence }) => evidence === 'verified')) {
    members += entry.members.length
    if (members > MOST_COMPARED && strongest.length > 0) break
    strongest.push(entry)
  }
  return strongest.some((entry) => entry.members.some(({ value }) => value !== null && value !== 0)) ? strongest : []
}

/** What a model stores at the coordinates of these entries; null where it has no such tensors, or others: then they say nothing about it. */
async function readAt(
  { repo, commit }: CheckpointReading,
  entries: readonly KeepEntry[],
  who: readonly string[],
): Promise<CheckpointReading | null> {
  try {
    const members = entries.flatMap((entry) => entry.members)
    const reading = await readRecently({ repo, revision: commit, coordinates: members.map(parsedFrom) }, who)
    return otherShape(reading, members) === null ? reading : null
  } catch (error) {
    if (error instanceof CoordinateError) return null
    throw error
  }
}
