import { CoordinateError, parseCoordinate, type ParsedCoordinate } from '@/lib/coordinates'
import { AppError } from '@/lib/errors/app-error'
import { assertStorable } from '@/lib/http/storable'
import { isRevision, parseRepo, RepoNameError } from '@/lib/hub/names/repo'
import type { ProblemCode } from '@/lib/reasons'
import type { SubmissionInput } from '@/lib/submissions/schema'

/** A submission, parsed as far as possible without asking a Hub. */
export interface ParsedSubmission {
  readonly repo: string
  /** As given, or from the pasted URL; null means the main branch. */
  readonly revision: string | null
  /** None: a search. */
  readonly coordinates: readonly ParsedCoordinate[]
  readonly typed: readonly string[]
  readonly source: string | null
  readonly note: string | null
  readonly value: number | null
}

/**
 * @throws AppError 422 `malformed-repo`, `malformed-revision`, `malformed-coordinate` (with `coordinate` and `suggestion`),
 * `duplicate-coordinate`, `value-of-a-set` or `invalid-input`
 */
export function parseInput(input: SubmissionInput): ParsedSubmission {
  assertStorable(input)
  const { repo, revision } = repoOf(input)
  const typed = input.coordinates ?? []
  const coordinates = typed.map(coordinateOf)
  coordinates.forEach((c, i) => {
    const first = coordinates.findIndex((other) => isSame(other, c))
    if (first < i)
      throw refusal(
        'duplicate-coordinate',
        `"${typed[i]}" and "${typed[first]}" are the same scalar. Name each member of a set once.`,
      )
  })
  if (input.value !== undefined && coordinates.length !== 1) {
    const has = coordinates.length === 0 ? 'a search has none' : `this claim has ${coordinates.length}`
    throw refusal(
      'value-of-a-set',
      `A value belongs to a single coordinate; ${has}. Omit \`value\`: the stored values are read anyway.`,
    )
  }
  return {
    repo,
    revision,
    coordinates,
    typed,
    source: input.source || null,
    note: input.note?.trim() ? input.note : null,
    value: input.value ?? null,
  }
}

function repoOf(input: SubmissionInput): { repo: string; revision: string | null } {
  const named = parsedRepo(input.repo)
  const { revision = null } = input
  if (revision !== null && !isRevision(revision)) {
    throw refusal(
      'malformed-revision',
      `"${revision.slice(0, 80)}" is not a branch, tag or commit name. Omit \`revision\` for the main branch.`,
    )
  }
  if (revision !== null && named.revision !== undefined && named.revision !== revision) {
    throw refusal(
      'malformed-revision',
      `The address names the revision "${named.revision}", but \`revision\` is "${revision}". Give one of them.`,
    )
  }
  return { repo: named.repo, revision: revision ?? named.revision ?? null }
}

function parsedRepo(text: string) {
  try {
    return parseRepo(text)
  } catch (error) {
    if (error instanceof RepoNameError) throw refusal('malformed-repo', error.message)
    throw error
  }
}

function coordinateOf(text: string): ParsedCoordinate {
  try {
    return parseCoordinate(text)
  } catch (error) {
    if (error instanceof CoordinateError)
      throw refusal('malformed-coordinate', error.message, {
        coordinate: text,
        suggestion: error.suggestion,
        suggestions: error.suggestions,
      })
    throw error
  }
}

/** The short spelling names no tensor: until a checkpoint is read, it is assumed to be the same tensor within a layer. */
function isSame(a: ParsedCoordinate, b: ParsedCoordinate): boolean {
  return (
    a.layer === b.layer &&
    a.row === b.row &&
    a.col === b.col &&
    (a.tensor === b.tensor || a.tensor === null || b.tensor === null)
  )
}

function refusal(code: ProblemCode, detail: string, extra: Record<string, unknown> = {}): AppError {
  return new AppError({ status: 422, code, detail, extra })
}
