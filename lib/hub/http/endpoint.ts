import { env } from '@/lib/env'
import { isDemoRepo } from '../names/demo'
import { HubError } from '../errors/hub-error'

export { DEMO_OWNER, isDemoRepo } from '../names/demo'

/**
 * The Hub a repo lives on, without a trailing slash: the local hub (`DEMO_HUB_URL`) for the owner `demo`,
 * for all others `HF_ENDPOINT`, by default the public Hub. Nothing a user types can choose another host.
 * @throws HubError `unreachable` when a demo repo is asked for and no local hub is set
 */
export function hubUrlOf(repo: string): string {
  const { DEMO_HUB_URL, HF_ENDPOINT } = env()
  if (!isDemoRepo(repo)) return gatewayOf(repo) ?? HF_ENDPOINT
  if (DEMO_HUB_URL !== undefined) return DEMO_HUB_URL
  throw new HubError(
    'unreachable',
    'The demo models need the local hub: set DEMO_HUB_URL to its address, or start the site with "npm start", which does so.',
  )
}

/**
 * With whose rights a repo is read. `public`: everyone's, so that nothing is published that its owner did not publish; HF_TOKEN serves only the
 * gated repos that the operator lists in HF_GATED_REPOS. `own`: those of whoever set HF_TOKEN, for a person's own machine, which publishes nothing.
 */
export type Access = 'public' | 'own'

/** Whether the operator allows publishing values of this gated repo. */
export function isListedGated(repo: string): boolean {
  return env().HF_GATED_REPOS.includes(repo.toLowerCase())
}

/** Where a verifier without a token reads the gated repo of its run, or null: the worker's gateway adds the token. */
export function gatewayOf(repo: string): string | null {
  return isListedGated(repo) ? (env().HF_GATED_GATEWAY ?? null) : null
}

/** The token for the Hub of this repo, or null. Never sent to the local hub. */
export function hubTokenOf(repo: string): string | null {
  return isDemoRepo(repo) ? null : (env().HF_TOKEN ?? null)
}
