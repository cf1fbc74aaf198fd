import type { FoundModel } from './models'
import type { Question } from './read-question'
import type { SearchAnswer } from './schema'

/** A name this like the question's is the one that was meant. */
const CERTAIN = 0.95

/** What to do when the right one is not among the results: look at the repo on the Hub, or submit. */
export function nextSteps({ repo, places, placeText }: Question, models: readonly FoundModel[]): SearchAnswer['next'] {
  const known = models.find(({ repo: other }) => other.toLowerCase() === repo?.toLowerCase())
  if (repo !== null && known === undefined)
    return [
      { title: `Look at ${repo} on the Hub now`, url: `/models/${repo}` },
      { title: `Submit a coordinate of ${repo}`, url: `/submit?${new URLSearchParams({ repo })}` },
    ]
  const [best] = models
  if (places.length > 0 && best)
    return [
      {
        title: `Submit this coordinate of ${best.repo}`,
        url: `/submit?${new URLSearchParams({ repo: best.repo, coordinates: placeText })}`,
      },
    ]
  if (best && best.score >= CERTAIN) return []
  return [
    { title: 'Name a repo of the Hub to see what is known of it', url: '/keep' },
    { title: 'Submit a coordinate', url: '/submit' },
  ]
}
