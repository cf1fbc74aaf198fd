import type { FindAnswer } from './find-result'

/** How many super weights and sets were found, in words: `1 super weight and 2 super-weight sets`; null for none. */
export function foundWords(answers: readonly Pick<FindAnswer, 'members'>[]): string | null {
  const singles = answers.filter(({ members }) => members.length === 1).length
  const sets = answers.length - singles
  const counted = [
    ...(singles > 0 ? [`${singles} super ${singles === 1 ? 'weight' : 'weights'}`] : []),
    ...(sets > 0 ? [`${sets} super-weight ${sets === 1 ? 'set' : 'sets'}`] : []),
  ]
  return counted.length === 0 ? null : counted.join(' and ')
}
