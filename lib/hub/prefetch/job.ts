/** A job of the thread that fetches into memory: put bytes `from` to `to` of `file` at offset `at` of the shared memory. */
export interface PrefetchJob {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly at: number
}
