import { db } from '@/lib/db'
import { containsPattern } from '@/lib/like'
import { Prisma } from '@/prisma/generated/client'
import type { SearchResult } from './schema'

/** More words than a citation is asked by. */
const MAX_WORDS = 12

interface Row {
  readonly key: string
  readonly citation: string
  readonly arxiv: string | null
  readonly models: number
}

/** Papers, code and notebooks in which all words stand: authors, years, titles, arXiv numbers, addresses. */
export async function findSources(text: string, limit: number): Promise<SearchResult[]> {
  const words = wordsOf(text)
  if (words.length === 0) return []
  const all = Prisma.join(
    words.map((word) => Prisma.sql`concat_ws(' ', key, citation, arxiv, url) ilike ${containsPattern(word)}`),
    ' and ',
  )
  // One paper may be several sources, for its tables: it is one result, under its shortest key.
  const rows = await db.$queryRaw<Row[]>`
    with works as (
      select citation, array_agg(key order by length(key), key) as keys, min(arxiv) as arxiv from sources where ${all} group by citation
    )
    select keys[1] as key, citation, arxiv,
      (select count(distinct c.model_id)::int from claim_sources cs join claims c on c.id = cs.claim_id
       where cs.source_key = any(keys) and c.withdrawn_at is null) as models
    from works order by models desc, key limit ${limit}`
  const exact = text.trim().toLowerCase()
  return rows.map(({ key, citation, arxiv, models }) => ({
    kind: 'source',
    name: key,
    url: `/sources/${key}`,
    title: citation,
    detail: [arxiv === null ? null : `arXiv ${arxiv}`, models === 1 ? 'names 1 model' : `names ${models} models`]
      .filter((part) => part !== null)
      .join(' · '),
    score: [key, arxiv].includes(exact) || words.some((word) => word === arxiv) ? 1 : 0.8,
  }))
}

/** `https://arxiv.org/abs/2411.07191v2` is asked as `2411.07191`; other addresses without their scheme. */
function wordsOf(text: string): string[] {
  const arxiv = /(?:arxiv\.org\/(?:abs|pdf)\/|arxiv:\s*)?(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?$/i.exec(text.trim())
  if (arxiv?.[1]) return [arxiv[1]]
  return text
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .split(/[\s,;()]+/)
    .map((word) => word.replace(/^[.&]+|\.+$/g, ''))
    .filter((word) => word.length > 1 && !['et', 'al', 'and', 'the', 'in'].includes(word))
    .slice(0, MAX_WORDS)
}
