/** What the thread that fetches into memory does: puts bytes `from` to `to` of `file` at offset `at` of the memory shared with it. */
export interface PrefetchJob {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly at: number
}
