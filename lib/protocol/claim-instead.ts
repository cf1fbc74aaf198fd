import { CURRENT_DOCUMENT } from './current'
import type { Check, RatioRecord, Verdict } from './verdict-schema'

/** Of a claim that was not confirmed although removing it wrecks the model: why, and which members to claim instead. */
export interface ClaimInstead {
  readonly why: string
  /** Indices of the claim's members; null where the run does not show which. */
  readonly members: readonly number[] | null
}

// From the document itself, not from the registry: pages compute this in the browser, which need not load the hash functions.
const { a_b_min_ratio: LEAST_RATIO } = CURRENT_DOCUMENT.classes
const reaches = (damage: RatioRecord | null) =>
  damage !== null && (damage.infinite || (damage.ratio ?? 0) >= LEAST_RATIO)

/** Null for an accepted claim, and for one whose removal does too little: there is nothing to claim instead. */
export function claimInstead(verdict: Verdict): ClaimInstead | null {
  if (verdict.accepted || !reaches(verdict.damage)) return null
  const failed = verdict.checks.filter((check) => !check.passed)
  const all = verdict.members.map((_, i) => i)
  if (verdict.core) {
    const padding = all.filter((i) => !verdict.core?.includes(i))
    return { why: `${named(padding)} ${padding.length === 1 ? 'adds' : 'add'} nothing.`, members: verdict.core }
  }
  const lone = failed.find(({ id, member }) => id === 'minimal' && member !== null)?.member ?? null
  if (lone !== null) return { why: `${named([lone])} is a super weight by itself.`, members: [lone] }
  const inTheWay = all.filter((i) => failed.some(({ member }) => member === i))
  const [only] = inTheWay
  if (all.length > 1 && inTheWay.length > 0 && inTheWay.length < all.length) {
    const others = all.filter((i) => !inTheWay.includes(i))
    const suffices = inTheWay.length === 1 && only !== undefined && reaches(verdict.members[only]?.without ?? null)
    return {
      why: `${named(inTheWay)} ${inTheWay.length === 1 ? 'fails' : 'fail'} ${checksOf(failed, inTheWay)}.`,
      members: suffices ? others : null,
    }
  }
  return { why: `It fails ${checksOf(failed, null)}.`, members: null }
}

/** "Members 3 and 4". */
function named(members: readonly number[]): string {
  const numbers = new Intl.ListFormat('en').format(members.map((i) => String(i + 1)))
  return `${members.length === 1 ? 'Member' : 'Members'} ${numbers}`
}

function checksOf(failed: readonly Check[], members: readonly number[] | null): string {
  const ids = failed.filter(({ member }) => members === null || (member !== null && members.includes(member)))
  return new Intl.ListFormat('en').format([...new Set(ids.map(({ id }) => id))])
}
