import { keyOf } from '@/lib/coordinates'
import type { CheckpointReading, FoundCoordinate } from '@/lib/checkpoints/read-checkpoint'
import type { Comparison, KeepEntry, KeepMember } from './answers/schema'
import { comparisonOf, percent } from './comparison'

/** What an entry of a base model means for a model made from it, whose values at the same coordinates were read. */
export function inheritedEntry(entry: KeepEntry, base: string, reading: CheckpointReading): KeepEntry {
  const members = comparedMembers(entry, reading)
  const changes = members.flatMap((member) => changeOf(member) ?? [])
  const same = members.every(({ compared }) => compared === 'same-bits')
  const common = { ...entry, class: null, damage: null, members }
  const effect = `removing ${members.length === 1 ? 'it' : 'them together'} wrecks the model`
  if (entry.evidence !== 'verified')
    return {
      ...common,
      evidence: 'published',
      why: `Published for ${base}; nobody has verified it there or here.${same ? ' The same bits are stored here.' : changesHere(changes)}`,
    }
  return same
    ? { ...common, evidence: 'same-bits', why: `The same bits as in ${base}, where ${effect}.` }
    : { ...common, evidence: 'drifted', why: `Verified in ${base}, where ${effect}.${changesHere(changes)}` }
}

const changesHere = (changes: readonly string[]) => (changes.length === 0 ? '' : ` Here ${changes.join('; ')}.`)

/** Whether a model stores an entry of another bit for bit. */
export function storesTheSame(entry: KeepEntry, reading: CheckpointReading): boolean {
  return comparedMembers(entry, reading).every(({ compared }) => compared === 'same-bits')
}

function comparedMembers({ members }: KeepEntry, { found }: Pick<CheckpointReading, 'found'>): KeepMember[] {
  const here = new Map(found.map((one) => [keyOf(one.coordinate), one]))
  return members.map((member) => asStoredHere(member, here.get(keyOf(member)) ?? null))
}

function asStoredHere(member: KeepMember, here: FoundCoordinate | null): KeepMember {
  const { value = null, dtype = null, bits = null } = here ?? {}
  return { ...member, value, dtype, bits, base_value: member.value, compared: here && comparisonOf(here, member) }
}

/** How the stored value differs, in words; null where it does not, or nothing is known to compare it with. */
function changeOf({ layer, row, col, value, dtype, base_value: base, compared }: KeepMember): string | null {
  if (compared === null || value === null || base === null) return null
  const at = `layer ${layer} [${row}, ${col}]`
  const words: Readonly<Record<Comparison, string | null>> = {
    'same-bits': null,
    'same-value': `${at} has the same value, stored as ${dtype ?? 'another type'}`,
    drifted: `${at} is ${value} instead of ${base}, ${percent(value / base - 1)}`,
    gone: `${at} is gone: ${value} instead of ${base}`,
  }
  return words[compared]
}
