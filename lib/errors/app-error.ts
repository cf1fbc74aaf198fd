import type { ProblemCode } from '@/lib/reasons'

/** What a client may learn. Any other error is logged, and clients see only `internal`. */
export interface AppErrorInit {
  /** HTTP status. */
  readonly status: number
  /** Stable code for programs. */
  readonly code: ProblemCode
  /** What was wrong, where, what was expected, what to do: written for the client. */
  readonly detail: string
  /** Further members for programs, in snake_case: `{ suggestion: ... }`, `{ errors: [...] }`. */
  readonly extra?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** An error written for a client: becomes `application/problem+json` in the API and a sentence on a page. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly status: number
  readonly code: ProblemCode
  readonly extra: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(parts: AppErrorInit) {
    super(parts.detail)
    this.status = parts.status
    this.code = parts.code
    this.extra = parts.extra ?? {}
    this.headers = parts.headers ?? {}
  }
}
