import { isAlike, slipsBetween } from '@/lib/search/names/score'

/** Another owner than the one that was typed. */
const OTHER_OWNER = 3
/** Another number is another model more often than a slip. */
const OTHER_NUMBER = 1

/**
 * How many slips of the finger lead from a repo that was typed to one that there is, whatever the case and however words are separated. The same name under another owner
 * counts as a few.
 * @returns null where one is not meant by the other
 */
export function slipsBetweenRepos(typed: string, repo: string): number | null {
  const [asked, known] = [partsOf(typed), partsOf(repo)]
  if (!isAlike(asked.name, known.name)) return null
  const inName =
    slipsBetween(asked.name, known.name) + (digitsOf(asked.name) === digitsOf(known.name) ? 0 : OTHER_NUMBER)
  if (isAlike(asked.owner, known.owner)) return inName + slipsBetween(asked.owner, known.owner)
  return inName === 0 ? OTHER_OWNER : null
}

function partsOf(repo: string): { readonly owner: string; readonly name: string } {
  const [owner = '', name = ''] = repo.toLowerCase().split('/')
  return { owner: lettersOf(owner), name: lettersOf(name) }
}

const lettersOf = (text: string) => text.replace(/[-_.]/g, '')
const digitsOf = (text: string) => text.replace(/\D/g, '')
