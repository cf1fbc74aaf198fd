import type { Snapshot } from './snapshot'

/** The files of one commit, wherever they are: on the Hub, in the Hub's cache on this machine, or in a folder. */
export interface RepoFiles extends Snapshot {
  /** A whole small file. @throws HubError `missing-file`, `too-large` above `limit` bytes, or a network error */
  readFile(file: string, limit: number): Promise<Uint8Array>
  /**
   * Bytes `from` (inclusive) to `to` (exclusive) of a file, exactly so many; fills `into` from its start when given.
   * @throws RangeError for a range outside the file; HubError `missing-file`, `truncated`, or a network error
   */
  readRange(file: string, from: number, to: number, into?: Uint8Array): Promise<Uint8Array>
  /** See `Checkpoint.prefetch`; offsets are of the file. */
  prefetch?(file: string, from: number, to: number): void
}
