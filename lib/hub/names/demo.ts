/** The owner whose repos the local hub serves, so that a newcomer can watch a verification without a download. */
export const DEMO_OWNER = 'demo'

/** Whether a repo is a demonstration model: served by the local hub, marked wherever it appears, and never among the registry's figures. */
export function isDemoRepo(repo: string): boolean {
  return repo.startsWith(`${DEMO_OWNER}/`)
}
