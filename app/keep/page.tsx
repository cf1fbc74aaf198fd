import type { Metadata } from 'next'
import { z } from 'zod'
import { KeepPage, type Asked } from '@/components/keep/page'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { parseRepo, RepoNameError } from '@/lib/hub/names/repo'
import { keepAnswer } from '@/lib/keep/answer'
import { repoInAnyCase } from '@/lib/models/any-case'

export const metadata: Metadata = { title: 'Which weights to keep' }

const Query = z.object({ repo: z.string().trim().max(300).optional() })

export default async function Keep({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query } = readQuery(Query, await searchParams)
  return (
    <Page>
      <KeepPage asked={await ask(query.repo ?? '')} />
    </Page>
  )
}

/** Reads a name as the submission form does: with an address of the Hub, in any case. */
async function ask(text: string): Promise<Asked> {
  if (text === '') return { kind: 'nothing' }
  try {
    const { repo } = parseRepo(text)
    const answer = await keepAnswer((await repoInAnyCase(repo)) ?? repo)
    return answer ? { kind: 'known', answer } : { kind: 'unknown', repo }
  } catch (error) {
    if (error instanceof RepoNameError) return { kind: 'wrong', text, why: error.message }
    throw error
  }
}
