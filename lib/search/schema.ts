import { z } from 'zod'
import { searchText } from '@/lib/http/common-schema'
import { wholeNumber } from '@/lib/whole-number'
import { MAX_QUESTION_LENGTH } from './limits'

/** Results of a kind: more are a reason to ask more exactly. */
const MAX_EACH = 20

/** Kinds of results, in the order of groups that match equally well. */
export const RESULT_KINDS = [
  'model',
  'weight',
  'set',
  'submission',
  'challenge',
  'report',
  'source',
  'account',
  'page',
] as const
export type ResultKind = (typeof RESULT_KINDS)[number]

export const SearchQuery = z.object({
  q: searchText(MAX_QUESTION_LENGTH).default('').meta({
    description:
      'The name of a model as people write it, a coordinate in any spelling (alone or after a model), an id with or without a version, the beginning of a commit or of a report’s SHA-256, a paper, a handle.',
    example: 'llama 2 7b',
  }),
  limit: wholeNumber(1, MAX_EACH).default(5).meta({ description: 'Results of each kind.' }),
})
export type SearchQuery = z.infer<typeof SearchQuery>

export const SearchResult = z.object({
  kind: z.enum(RESULT_KINDS),
  name: z.string().meta({
    description: 'Repo, id, SHA-256, key of a source, handle, or title of a page.',
    example: 'huggyllama/llama-7b',
  }),
  url: z.string().meta({ description: 'Its page.' }),
  title: z.string(),
  detail: z.string().meta({ description: 'What it is, in a few words.' }),
  score: z.number().min(0).max(1).meta({ description: 'How well it matches: 1 is exactly what was typed.' }),
})
export type SearchResult = z.infer<typeof SearchResult>

export const SearchAnswer = z
  .object({
    schema_version: z.literal(1),
    q: z.string(),
    groups: z
      .array(
        z.object({
          kind: z.enum(RESULT_KINDS),
          results: z.array(SearchResult).min(1).meta({ description: 'The best first.' }),
        }),
      )
      .meta({ description: 'The group with the best result first.' }),
    next: z
      .array(z.object({ title: z.string(), url: z.string() }))
      .meta({ description: 'What to do when the right one is not among the results.' }),
  })
  .meta({ id: 'SearchAnswer' })
export type SearchAnswer = z.infer<typeof SearchAnswer>
