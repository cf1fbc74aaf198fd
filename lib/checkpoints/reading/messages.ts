import { CoordinateError } from '@/lib/coordinates'
import { InvalidCheckpoint, UnsupportedArchitecture } from '@/lib/families/errors'
import { HubError, type HubErrorCode } from '@/lib/hub/errors/hub-error'
import { ValueError } from '@/lib/hub/safetensors/read-value'
import type { Reading, Task, TaskResult } from './tasks'

/** A message to the reading process. `environment`: the current variables that lib/hub reads. */
export type ReadingRequest =
  | {
      readonly kind: 'read'
      readonly id: number
      readonly reading: Reading
      readonly environment: Readonly<Record<string, string | undefined>>
    }
  | { readonly kind: 'cancel'; readonly id: number }

export type ReadingReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly id: number; readonly result: TaskResult<Task> }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: SentFailure }

/** An error of a task, serialised: classes do not survive messages between processes. */
export type SentFailure =
  | {
      readonly class: 'hub'
      readonly message: string
      readonly code: HubErrorCode
      readonly permanent: boolean
      readonly retryAfterMs: number | null
      readonly base: string | null
    }
  | {
      readonly class: 'coordinate'
      readonly message: string
      readonly input: string
      readonly suggestion: string | null
      readonly suggestions: readonly string[]
    }
  | { readonly class: 'architecture' | 'checkpoint' | 'value' | 'other'; readonly message: string }

export function sent(error: unknown): SentFailure {
  if (error instanceof HubError)
    return {
      class: 'hub',
      message: error.message,
      code: error.code,
      permanent: error.permanent,
      retryAfterMs: error.retryAfterMs,
      base: error.base,
    }
  if (error instanceof CoordinateError)
    return {
      class: 'coordinate',
      message: error.message,
      input: error.input,
      suggestion: error.suggestion,
      suggestions: error.suggestions,
    }
  if (error instanceof UnsupportedArchitecture) return { class: 'architecture', message: error.message }
  if (error instanceof InvalidCheckpoint) return { class: 'checkpoint', message: error.message }
  if (error instanceof ValueError) return { class: 'value', message: error.message }
  return { class: 'other', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

export function received(failure: SentFailure): Error {
  switch (failure.class) {
    case 'hub':
      return new HubError(failure.code, failure.message, {
        permanent: failure.permanent,
        base: failure.base,
        ...(failure.retryAfterMs === null ? {} : { retryAfterMs: failure.retryAfterMs }),
      })
    case 'coordinate':
      return new CoordinateError(failure.message, failure.input, failure.suggestion, failure.suggestions)
    case 'architecture':
      return new UnsupportedArchitecture(failure.message)
    case 'checkpoint':
      return new InvalidCheckpoint(failure.message)
    case 'value':
      return new ValueError(failure.message)
    case 'other':
      return new Error(failure.message)
  }
}
