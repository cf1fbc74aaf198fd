import { checkpointOf, readHeaders } from './read-checkpoint'
import { HubError } from '../errors/hub-error'
import { pinRepo } from '../files/pin-repo'
import type { Access } from '../http/endpoint'
import { type Remote, remoteOf } from '../http/request'
import { hubFiles } from '../files/hub-files'
import type { RetryPolicy } from '../http/retry-policy'
import { isRepo, isRevision } from '../names/repo'
import type { RepoFiles } from '../files/repo-files'
import type { Snapshot } from '../files/snapshot'
import type { Opened, OpenedCheckpoints } from './opened'
import type { Checkpoint } from './types'

export interface OpenOptions {
  /** `owner/name`, as `parseRepo` returns it. */
  readonly repo: string
  /** Branch, tag or commit; `main` when absent. */
  readonly revision?: string | undefined
  readonly signal?: AbortSignal
  /** `public` when absent: a caller that forgets it must not publish what only the operator may see. */
  readonly access?: Access
  /** `PATIENT` when absent; `HURRIED` where somebody waits for an answer. */
  readonly retryPolicy?: RetryPolicy
  /** Where the files are read, once the commit is known; straight from the Hub when absent, and nothing is kept. */
  readonly filesOf?: (remote: Remote, snapshot: Snapshot) => RepoFiles
  /** Where opened checkpoints are remembered, so that a commit's headers are read once. */
  readonly opened?: OpenedCheckpoints
}

/**
 * Pins a revision to its commit and reads config.json and the headers of the weights, by range; no tensor is downloaded.
 * The checkpoint keeps `signal`: its reads end with it too.
 * @throws HubError for whatever is wrong with the repo or the Hub; the signal's reason when aborted
 */
export async function openCheckpoint({
  repo,
  revision = 'main',
  signal,
  retryPolicy,
  access = 'public',
  filesOf = hubFiles,
  opened,
}: OpenOptions): Promise<Checkpoint> {
  checkNames(repo, revision)
  const asking = remoteOf(repo, { retryPolicy, signal, access })
  const known = opened?.get(asking, repo, revision)
  if (known) return again(known, asking, filesOf)
  const { remote, snapshot } = await pinRepo(asking, access, repo, revision)
  const repoFiles = filesOf(remote, snapshot)
  const headers = await readHeaders(repoFiles)
  opened?.set(asking, { remote, snapshot, headers })
  return checkpointOf(repoFiles, headers)
}

/** With the patience and the signal of who asks now. */
function again({ remote, snapshot, headers }: Opened, asking: Remote, filesOf: typeof hubFiles): Checkpoint {
  const { retryPolicy, signal } = asking
  return checkpointOf(filesOf({ ...remote, retryPolicy, signal }, snapshot), headers)
}

/** The files of a repo at a commit, whatever form its weights have; nothing of them is read. @throws HubError as `openCheckpoint` does for the repo and the network */
export async function openFiles({
  repo,
  revision = 'main',
  signal,
  retryPolicy,
  access = 'public',
  filesOf = hubFiles,
}: Omit<OpenOptions, 'opened'>): Promise<RepoFiles> {
  checkNames(repo, revision)
  const { remote, snapshot } = await pinRepo(remoteOf(repo, { retryPolicy, signal, access }), access, repo, revision)
  return filesOf(remote, snapshot)
}

function checkNames(repo: string, revision: string): void {
  if (!isRepo(repo))
    throw new HubError('missing-repo', `"${repo.slice(0, 80)}" is not a repository name. Expected owner/name.`)
  if (!isRevision(revision))
    throw new HubError('missing-revision', `"${revision.slice(0, 80)}" is not the name of a branch, tag or commit.`)
}
