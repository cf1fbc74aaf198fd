import { type Access, gatewayOf, hubTokenOf, isListedGated } from '../http/endpoint'
import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import { type RepoInfo, repoInfo, type Snapshot, takeSnapshot } from './snapshot'

/**
 * Pins a repo and lists its files as `access` may see it. For `public` the Hub is first asked without a token, so that a private repo looks
 * like one that does not exist: telling them apart would reveal what only the operator may know. A gated repo is public by name and closed by its files.
 * @param remote as `remoteOf` gives it for `access`
 * @returns the remote to read files with: it has the token where, and only where, a listed gated repo needs it and no gateway adds it
 * @throws HubError `not-public`, `gated`, `missing-repo`, `missing-revision`, or a network error
 */
export async function pinRepo(
  remote: Remote,
  access: Access,
  repo: string,
  revision: string,
): Promise<{ remote: Remote; snapshot: Snapshot }> {
  const info = await repoInfo(remote, repo, revision)
  const reading = access === 'own' ? remote : { ...remote, token: publicToken(info) }
  return { remote: reading, snapshot: await takeSnapshot(reading, info) }
}

/** Null for what everyone can read. The Hub's own spelling is looked up: a listed name may have moved on to another repo. */
function publicToken({ repo, gated, private: hidden }: RepoInfo): string | null {
  if (hidden) throw notPublic(`${repo} is private on the Hub. Make it public, or submit a public copy.`)
  if (!gated) return null
  if (!isListedGated(repo)) {
    throw notPublic(
      `${repo} is gated on the Hub: only who was granted access can read its files, so this registry does not publish their values. Submit an open copy, or ask the operator, who can list the repo in HF_GATED_REPOS.`,
    )
  }
  if (gatewayOf(repo) !== null) return null
  const token = hubTokenOf(repo)
  if (token !== null) return token
  throw new HubError(
    'gated',
    `${repo} is gated on the Hub and listed in HF_GATED_REPOS, but there is no HF_TOKEN here to read it with. The operator must set it.`,
  )
}

const notPublic = (text: string) => new HubError('not-public', text)
