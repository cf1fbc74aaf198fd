import type { Remote } from '../http/request'
import { readRepoFile, remoteFile } from './remote-file'
import { readRange } from './range'
import type { RepoFiles } from './repo-files'
import type { Snapshot } from './snapshot'

/** The files on the Hub itself: every read is a request and nothing is cached. */
export function hubFiles(remote: Remote, snapshot: Snapshot): RepoFiles {
  return {
    ...snapshot,
    readFile: (file, limit) => readRepoFile(remote, snapshot, file, limit),
    // Async, so that a file that is not there is a rejection like every other failure.
    readRange: async (file, from, to, into) => readRange(remote, remoteFile(remote, snapshot, file), from, to, into),
  }
}
