import { contentPages } from '@/lib/docs/pages'
import type { SearchResult } from './schema'

/** Below this, the words of a title have been met by chance. */
const LEAST = 0.5

/** Pages of the documentation whose title has the words. */
export async function findPages(text: string, limit: number): Promise<SearchResult[]> {
  const words = wordsOf(text)
  if (words.length === 0) return []
  return (await contentPages('docs'))
    .map(({ slug, title }) => ({
      kind: 'page' as const,
      name: title,
      url: `/docs/${slug}`,
      title,
      detail: 'Documentation',
      score: scoreOf(words, wordsOf(title)),
    }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .match(/[a-z0-9]{3,}/g)
    ?.filter((word) => word !== 'the') ?? []

/** A title of just these words is what was meant. */
function scoreOf(words: readonly string[], title: readonly string[]): number {
  const met = words.filter((word) => title.some((other) => other.startsWith(word) || other === `${word}s`)).length
  return met === words.length && met === title.length ? 0.95 : (0.7 * met) / words.length
}
