import { z } from 'zod'
import { axesByName, printStored, readingOf } from '@/lib/coordinates'
import type { StoredCoordinate } from '@/lib/claims/common-schema'
import { isUnnamed, LiteratureEffect, removedScalars } from '@/lib/effects/literature-schema'
import { LiteratureClaim, subjectOf, type ScalarClaim } from './claim-schema'
import { LiteratureSet } from './set-schema'

/** What a source is. */
export const SOURCE_KINDS = ['paper', 'code', 'notebook', 'discussion'] as const

/** A publication, code or notebook, as `content/index/literature.json` names it; or a page of this site that says where a figure comes from. */
export const LiteratureSource = z.strictObject({
  citation: z.string().min(1),
  kind: z.enum(SOURCE_KINDS).optional(),
  /** Of the arXiv number, of the commit cited, or of the issue. */
  year: z.int().min(2017).max(2100).optional(),
  url: z.union([z.url({ protocol: /^https$/ }), z.string().regex(/^\/docs\/[a-z#/-]+$/)]),
  arxiv: z.string().optional(),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  where: z.string().optional(),
})
export type LiteratureSource = z.infer<typeof LiteratureSource>

const Content = z.strictObject({
  readme: z.string(),
  sources: z.record(z.string(), LiteratureSource),
  claims: z.array(LiteratureClaim),
  sets: z.array(LiteratureSet).default([]),
  effects: z.array(LiteratureEffect).default([]),
})

/**
 * `content/index/literature.json`. Every source named is described, nothing is listed twice, a tensor's name gives the layer and expert that
 * the claim gives, sets and effects are of coordinates that a claim states, and figures without a publication are approximate.
 */
export const Literature = Content.superRefine((content, context) => {
  const { sources, claims, sets, effects } = content
  const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  const known = (path: (string | number)[], keys: readonly string[]) => {
    for (const key of keys)
      if (!Object.hasOwn(sources, key)) complain(path, `source "${key}" is not described under "sources"`)
  }
  const stated = new Set(claims.map(subjectOf))
  const members = (path: (string | number)[], repo: string, coordinates: readonly StoredCoordinate[]) => {
    for (const c of coordinates)
      if (!stated.has(`${repo} ${printStored(c)}`)) complain(path, `no claim states ${repo} ${printStored(c)}`)
  }
  claims.forEach((claim, i) => {
    known(
      ['claims', i],
      [
        ...claim.sources,
        ...claim.contradicted_by,
        ...(claim.unit === 'scalar' && claim.value ? [claim.value.source] : []),
      ],
    )
    const misread = claim.unit === 'scalar' ? misreadOf(claim) : null
    if (misread) complain(['claims', i], misread)
  })
  sets.forEach((set, i) => {
    known(['sets', i], set.sources)
    members(['sets', i], set.repo, set.members)
  })
  effects.forEach((effect, i) => {
    known(['effects', i], [effect.source])
    members(['effects', i], effect.repo, removedScalars(effect))
    const source = sources[effect.source]
    if (source && isUnnamed(source) && !effect.approximate)
      complain(
        ['effects', i],
        `no publication stands behind source "${effect.source}": the figure must be marked as approximate`,
      )
  })
  for (const [i, name] of twice(claims.map(subjectOf))) complain(['claims', i], `${name} is listed twice`)
  for (const [i, name] of twice(sets.map((s) => `${s.repo} ${s.members.map(printStored).sort().join(' ')}`)))
    complain(['sets', i], `${name} is listed twice`)
  for (const [i] of twice(effects.map((effect) => JSON.stringify(effect))))
    complain(['effects', i], 'this effect is listed twice')
})
export type Literature = z.infer<typeof Literature>

/** The contradiction between the tensor's name and the claim's layer and expert, or null. */
function misreadOf(claim: ScalarClaim): string | null {
  try {
    const { layer, expert } = readingOf(claim, axesByName(claim.tensor) ?? 'out-in')
    return layer === claim.layer && expert === (claim.expert ?? null)
      ? null
      : `${claim.tensor} is not of layer ${claim.layer}, expert ${claim.expert ?? 'none'}`
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}

function twice(names: readonly string[]): [number, string][] {
  return names.flatMap((name, i): [number, string][] => (names.indexOf(name) < i ? [[i, name]] : []))
}
