import { isDemoRepo } from '@/lib/hub/names/demo'

/** The URL of a repo on the Hub, or null for demo models, which only the local hub serves. */
export function hubPage(repo: string, commit: string | null = null): string | null {
  if (isDemoRepo(repo)) return null
  return `https://huggingface.co/${repo}${commit ? `/tree/${commit}` : ''}`
}
