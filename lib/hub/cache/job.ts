/** A job of the thread that fetches into the cache: put bytes `from` to `to` of `file` on disk, and return the path. */
export interface CacheJob {
  readonly file: string
  readonly from: number
  readonly to: number
  /** True for a hint: nobody waits for these bytes yet. */
  readonly ahead: boolean
}
