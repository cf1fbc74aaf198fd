import type { Outcome } from '@/lib/checkpoints/outcome'
import { nearRepos } from './near-repos'

/** An outcome with the repos that may be meant, where the Hub has none of that name. @param who whatever may ask the Hub two questions at a time only */
export async function withSuggestions(outcome: Outcome, repo: string, who: readonly string[]): Promise<Outcome> {
  if (outcome.kind !== 'blocked' || !outcome.isAbsent) return outcome
  return { ...outcome, suggestions: await nearRepos(repo, who) }
}
