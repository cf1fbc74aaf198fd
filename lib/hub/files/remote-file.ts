import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import type { RemoteFile } from './range'
import type { Snapshot } from './snapshot'
import { encodedPath } from '../names/url-path'
import { readFile } from '../http/read-file'

/** The address of a file at a commit. All parts are checked names; they are checked and encoded all the same. @throws PathError */
export function fileAddress(remote: Remote, repo: string, commit: string, file: string): string {
  return `${remote.endpoint}/${encodedPath(...repo.split('/'))}/resolve/${encodedPath(commit)}/${encodedPath(...file.split('/'))}`
}

/** Reads a whole small file of a repo at a commit. @throws HubError `missing-file`, `too-large`, or a network error */
export async function readRepoFile(
  remote: Remote,
  at: { repo: string; commit: string },
  file: string,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = fileAddress(remote, at.repo, at.commit, file)
  const { bytes } = await readFile(remote, address, { repo: at.repo, revision: at.commit, file }, limit)
  return bytes
}

/** A file of the snapshot for reading by ranges. @throws HubError `missing-file` */
export function remoteFile(remote: Remote, snapshot: Snapshot, file: string): RemoteFile {
  const listed = snapshot.files.get(file)
  if (listed === undefined)
    throw new HubError('missing-file', `${snapshot.repo} has no file "${file}" at ${snapshot.commit}.`)
  return {
    address: fileAddress(remote, snapshot.repo, snapshot.commit, file),
    size: listed.size,
    target: { repo: snapshot.repo, revision: snapshot.commit, file },
  }
}
