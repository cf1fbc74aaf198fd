import { keyOf } from '@/lib/coordinates'
import type { CheckpointReading, FoundCoordinate } from '@/lib/checkpoints/read-checkpoint'
import type { KeepEntry, KeepMember } from './answers/schema'

/** What an entry of a base model means for a model made from it, whose values at the same coordinates were read. */
export function inheritedEntry(entry: KeepEntry, base: string, { found }: CheckpointReading): KeepEntry {
  const here = new Map(found.map((one) => [keyOf(one.coordinate), one]))
  const members = entry.members.map((member) => ({ member, here: here.get(keyOf(member)) ?? null }))
  const common = { ...entry, class: null, damage: null, members: members.map(asStoredHere) }
  if (entry.evidence !== 'verified')
    return { ...common, evidence: 'published', why: `Published for ${base}; nobody has verified it there or here.` }
  const effect = `removing ${members.length === 1 ? 'it' : 'them together'} wrecks the model`
  const changes = members.flatMap((one) => changeOf(one) ?? [])
  return changes.length === 0
    ? { ...common, evidence: 'same-bits', why: `The same bits as in ${base}, where ${effect}.` }
    : { ...common, evidence: 'drifted', why: `Verified in ${base}, where ${effect}. Here ${changes.join('; ')}.` }
}

interface Compared {
  readonly member: KeepMember
  readonly here: FoundCoordinate | null
}

function asStoredHere({ member, here }: Compared): KeepMember {
  return {
    ...member,
    value: here?.value ?? null,
    dtype: here?.dtype ?? null,
    bits: here?.bits ?? null,
    base_value: member.value,
  }
}

/** Below this share of the base's value a weight counts as gone: what a super weight does shrinks with it. */
const GONE = 0.01

/** How the stored value differs, in words; null where it is the same bit for bit. */
function changeOf({ member, here }: Compared): string | null {
  const at = `layer ${member.layer} [${member.row}, ${member.col}]`
  if (here === null || member.value === null) return `${at} was not compared`
  if (here.bits === member.bits && here.dtype === member.dtype) return null
  const ratio = here.value / member.value
  if (Math.abs(ratio) < GONE) return `${at} is gone: ${here.value} instead of ${member.value}`
  if (ratio === 1)
    return `${at} has the same value, stored as ${here.dtype} instead of ${member.dtype ?? 'another type'}`
  return `${at} is ${here.value} instead of ${member.value}, ${percent(ratio - 1)}`
}

const percent = (change: number) => `${change > 0 ? '+' : ''}${Number((100 * change).toPrecision(2))} %`
