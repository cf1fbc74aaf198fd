/** What becomes of a journal, for whoever runs the verifier to put into words. A place reads "perplexity, grade quick, layer 17 of 32". */
export type Notice =
  /** The run goes on from what an interrupted one left. */
  | { readonly kind: 'resumed'; readonly place: string }
  /** It was to be taken up, and there is nothing; `differs` says in what the nearest kept run of the repo is another. */
  | { readonly kind: 'nothing-kept'; readonly differs: readonly string[] | null }
  /** An interrupted run left something that this one does not go on from. */
  | { readonly kind: 'left-over'; readonly place: string }
  /** Another process runs the same and keeps its journal; this one keeps none. */
  | { readonly kind: 'busy' }
  /** A part cannot be read or is not as it was written; it is measured anew. */
  | { readonly kind: 'damaged'; readonly reason: string }
  /** Nothing can be written any more; the run goes on without. */
  | { readonly kind: 'not-writable'; readonly reason: string }
  /** The run ended before its time; this much of it can be taken up. */
  | { readonly kind: 'kept'; readonly place: string }

export type OnNotice = (notice: Notice) => void
