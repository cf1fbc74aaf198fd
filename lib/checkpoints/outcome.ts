import { CoordinateError } from '@/lib/coordinates'
import { InvalidCheckpoint, UnsupportedArchitecture } from '@/lib/families/errors'
import { HubError } from '@/lib/hub/errors/hub-error'
import { ValueError } from '@/lib/hub/safetensors/read-value'
import { AppError } from '@/lib/errors/app-error'
import { readableText } from '@/lib/http/storable'
import { blockedCodeOf, type CodeOf, type ProblemCode } from '@/lib/reasons'

/** What a failed reading of a checkpoint means for whoever asked for it. */
export type Outcome =
  /** The claim itself is wrong: nothing is stored. */
  | { readonly kind: 'refused'; readonly code: CodeOf<'invalid'>; readonly error: AppError }
  /** The claim may be right, but this registry cannot check it: stored, with the reason. */
  | {
      readonly kind: 'blocked'
      readonly code: CodeOf<'blocked'>
      readonly text: string
      readonly base?: string | null
      /** The Hub has no such repo, or hides it. */
      readonly isAbsent?: boolean
      /** Repos that may be meant instead, the likeliest first: lib/suggestions. */
      readonly suggestions?: readonly string[]
    }
  /** Transient: stored and retried. */
  | { readonly kind: 'later'; readonly text: string }

/**
 * Classifies an error of `readCheckpoint`. Text quoted from the Hub is made safe to store.
 * @throws the error itself when it is not an expected one
 */
export function outcomeOf(error: unknown): Outcome {
  const outcome = sorted(error)
  return outcome.kind === 'refused' ? outcome : { ...outcome, text: readableText(outcome.text) }
}

function sorted(error: unknown): Outcome {
  if (error instanceof HubError) return ofHub(error)
  if (error instanceof CoordinateError)
    return refused('no-such-coordinate', error.message, {
      coordinate: error.input,
      suggestion: error.suggestion,
      suggestions: error.suggestions,
    })
  if (error instanceof UnsupportedArchitecture)
    return { kind: 'blocked', code: 'unsupported-architecture', text: error.message }
  if (error instanceof InvalidCheckpoint)
    return refused('unreadable-checkpoint', error.message, { cause: 'bad-config' })
  if (error instanceof ValueError)
    return {
      kind: 'blocked',
      code: 'unsupported-format',
      text: `${error.message}. Submit a checkpoint that holds its weights as floating-point numbers.`,
    }
  if (isTimeout(error)) return { kind: 'later', text: 'The Hub did not respond in time.' }
  throw error
}

function ofHub(error: HubError): Outcome {
  if (!error.permanent) return { kind: 'later', text: error.message }
  const code = blockedCodeOf(error.code)
  return code === null
    ? refused('unreadable-checkpoint', error.message, { cause: error.code })
    : { kind: 'blocked', code, text: error.message, base: error.base, isAbsent: error.code === 'missing-repo' }
}

function refused(code: CodeOf<'invalid'> & ProblemCode, detail: string, extra: Record<string, unknown>): Outcome {
  return { kind: 'refused', code, error: new AppError({ status: 422, code, detail, extra }) }
}

/** `AbortSignal.timeout` aborts with a DOMException of this name; by name alone, since it may be of another realm. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError'
}
