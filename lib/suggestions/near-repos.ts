import { AppError } from '@/lib/errors/app-error'
import type { ModelQuestion } from '@/lib/hub/files/search-models'
import { findModels } from '@/lib/search/models'
import { slipsBetweenRepos } from './likeness'
import { hubNames } from './hub-names'

/** Repos that are suggested: of more, none is likely. */
const MOST = 3
/** Names looked at: of one owner, of those that hold what was typed, of those on record. */
const [MOST_OF_OWNER, MOST_OF_NAME, MOST_ON_RECORD] = [200, 20, 20]

/**
 * Repos that may be meant by a name that the Hub does not have, the likeliest first. A Hub that does not respond leaves those on record here.
 * @param who whatever may ask the Hub two questions at a time only
 */
export async function nearRepos(repo: string, who: readonly string[]): Promise<string[]> {
  const [owner = '', name = ''] = repo.split('/')
  const names = await Promise.all([
    findModels(repo, MOST_ON_RECORD).then((all) => all.map((model) => model.repo)),
    namesFromHub({ text: name }, MOST_OF_NAME, who),
    namesFromHub({ owner }, MOST_OF_OWNER, who),
  ])
  // The sort is stable: of names equally near, those on record come first, then the most downloaded.
  return [...new Set(names.flat())]
    .flatMap((known) => {
      const slips = slipsBetweenRepos(repo, known)
      return slips === null ? [] : [{ known, slips }]
    })
    .sort((a, b) => a.slips - b.slips)
    .slice(0, MOST)
    .map(({ known }) => known)
}

async function namesFromHub(asked: ModelQuestion, most: number, who: readonly string[]): Promise<string[]> {
  try {
    return (await hubNames(asked, most, who)).map(({ repo }) => repo)
  } catch (error) {
    if (error instanceof AppError) return [] // silent or busy: a suggestion less is no reason to fail
    throw error
  }
}
