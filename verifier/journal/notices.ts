/** What happened to a journal; the caller words it. A place reads "perplexity, grade quick, layer 17 of 32". */
export type Notice =
  /** The run resumes an interrupted one. */
  | { readonly kind: 'resumed'; readonly place: string }
  /** There is nothing to resume; `differs` says how the most similar kept run of the repo differs. */
  | { readonly kind: 'nothing-kept'; readonly differs: readonly string[] | null }
  /** An interrupted run left steps that this one does not resume. */
  | { readonly kind: 'left-over'; readonly place: string }
  /** Another process is doing the same run and writes its journal; this one writes none. */
  | { readonly kind: 'busy' }
  /** A part cannot be read or has changed; it is measured again. */
  | { readonly kind: 'damaged'; readonly reason: string }
  /** Writing failed; the run continues without a journal. */
  | { readonly kind: 'not-writable'; readonly reason: string }
  /** The run was interrupted; it can be resumed from here. */
  | { readonly kind: 'kept'; readonly place: string }

export type OnNotice = (notice: Notice) => void
