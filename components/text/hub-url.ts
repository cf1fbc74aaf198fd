import { isDemoRepo } from '@/lib/hub/names/demo'

/** The address of a repo on the Hub, or null for the demo models, which only this machine's own hub serves. */
export function hubPage(repo: string, commit: string | null = null): string | null {
  if (isDemoRepo(repo)) return null
  return `https://huggingface.co/${repo}${commit ? `/tree/${commit}` : ''}`
}
