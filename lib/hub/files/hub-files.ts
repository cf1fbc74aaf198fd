import type { Remote } from '../http/request'
import { readFile, remoteFile } from './remote-file'
import { readRange } from './range'
import type { Shelf } from './repo-files'
import type { Snapshot } from './snapshot'

/** The files on the Hub itself: every read goes over the wire and nothing is kept. */
export function hubShelf(remote: Remote, snapshot: Snapshot): Shelf {
  return {
    ...snapshot,
    whole: (file, limit) => readFile(remote, snapshot, file, limit),
    // Async, so that a file that is not there is a rejection like every other failure.
    range: async (file, from, to, into) => readRange(remote, remoteFile(remote, snapshot, file), from, to, into),
  }
}
