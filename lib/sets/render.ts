import { challengeFieldsOf } from '@/lib/challenges/of-record'
import { claimRecord } from '@/lib/claims/render'
import { missingOf } from '@/lib/http/missing'
import { printId } from '@/lib/ids'
import { effectRecord, type EffectRows } from '@/lib/effects/render'
import { findingOf, inOrder, summaryOf, type Finding } from '@/lib/reports/finding'
import { gradingOf, type Grading } from '@/lib/weights/level'
import { publicationsOf } from '@/lib/weights/publications'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import type { SetRows } from './include'
import type { SetRecord } from './schema'

const MEMBER_REASONS = {
  value: 'Its value has not been read.',
  alone: 'The latest report did not measure this member removed alone.',
  without: 'The latest report did not measure all others removed with this member kept.',
}

const NO_COMMIT = 'No source names a commit. A submission of the same members will pin it.'

/** A set's record without its version and time. */
export type RenderedSet = Omit<SetRecord, 'version' | 'updated_at'>

/** A set's record from its rows: level and class are computed here. */
export function renderSet(set: SetRows): RenderedSet {
  const findings = inOrder(set.reports.map(findingOf))
  const challenges = challengeFieldsOf(set.challenges)
  const grading = gradingOf({
    reading: readingOf(set),
    publications: publicationsOfSet(set),
    findings,
    withdrawn: challenges.withdrawn,
  })
  const id = printId('set', set.id)
  const members = set.members.map(({ weight }) => ({
    id: printId('weight', weight.id),
    tensor: weight.tensor,
    row: weight.row,
    col: weight.col,
    value: weight.value,
    ...measuredOf(weight.id, findings[0]),
  }))
  return {
    schema_version: 2,
    id,
    url: `/sets/${id}`,
    repo: set.model.repo,
    commit: set.commit,
    members,
    level: grading.level,
    class: grading.class,
    verified: grading.level.number >= VERIFIED_FROM,
    claims: set.claims.map(claimRecord),
    effects: effectsOf(set).map(effectRecord),
    reports: findings.map(summaryOf),
    ...challenges,
    missing: { ...missingOf(set, { commit: NO_COMMIT }), ...missingFor(members, grading) },
    created_at: set.createdAt.toISOString(),
  }
}

/** The reason for every null field; those of members under their index. */
function missingFor(members: RenderedSet['members'], { unclassed }: Grading): Record<string, string> {
  const unmeasured = members.flatMap((member, i) =>
    Object.entries(missingOf(member, MEMBER_REASONS)).map(
      ([field, reason]) => [`members.${i}.${field}`, reason] as const,
    ),
  )
  return { ...(unclassed === null ? {} : { class: unclassed }), ...Object.fromEntries(unmeasured) }
}

/** The latest report's result for one member. */
function measuredOf(
  weightId: number,
  latest: Finding | undefined,
): Pick<SetRecord['members'][number], 'alone' | 'without' | 'redundant'> {
  const member = latest?.verdict.members[latest.weights.indexOf(weightId)]
  return { alone: member?.alone ?? null, without: member?.without ?? null, redundant: member?.redundant ?? false }
}

function readingOf(set: SetRows): { commit: string; text: string } | null {
  if (set.commit === null) return null
  return {
    commit: set.commit,
    text: set.members
      .map(({ weight }) => `${weight.value ?? 'not read'} (${weight.dtype ?? 'unknown dtype'})`)
      .join(', '),
  }
}

/** Publications that state the set or all of its members. */
function publicationsOfSet(set: SetRows): string[] {
  const [first = [], ...rest] = set.members.map(({ weight }) => publicationsOf(weight.claims))
  return [
    ...new Set([...publicationsOf(set.claims), ...first.filter((key) => rest.every((keys) => keys.includes(key)))]),
  ]
}

/** Effects of members alone, of some together or of all, with nothing else removed. */
function effectsOf(set: SetRows): EffectRows[] {
  const members = new Set(set.members.map(({ weightId }) => weightId))
  const all = set.members.flatMap(({ weight }) => weight.effects.map(({ effect }) => effect))
  const own = all.filter((effect) => effect.removed.every(({ weightId }) => members.has(weightId)))
  return [...new Map(own.map((effect) => [effect.id, effect])).values()].sort(
    (a, b) => b.removed.length - a.removed.length || a.id - b.id,
  )
}
