/** What the API answers when it refuses: the members of RFC 9457 that a form needs. */
export interface Problem {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[] | undefined
  readonly suggestion?: string | null | undefined
  /** Right spellings for what was refused, each a possible reading. */
  readonly suggestions?: readonly string[] | undefined
  readonly field?: string | undefined
}
