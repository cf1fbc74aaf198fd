/** The API's error response: the members of RFC 9457 that a form needs. */
export interface Problem {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[] | undefined
  readonly suggestion?: string | null | undefined
  /** Valid spellings to offer, each a possible reading of the input. */
  readonly suggestions?: readonly string[] | undefined
  readonly field?: string | undefined
}
