/** What the thread that fetches into the cache does: sees to it that bytes `from` to `to` of `file` lie on disk, and says in which file. */
export interface CacheJob {
  readonly file: string
  readonly from: number
  readonly to: number
  /** Nobody waits for them yet. */
  readonly ahead: boolean
}
