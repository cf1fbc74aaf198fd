import type { Metadata } from 'next'
import { z } from 'zod'
import { incoming } from '@/app/incoming'
import { KeepPage, type Asked } from '@/components/keep/page'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { clientAddress } from '@/lib/arrival/client-address'
import { AppError } from '@/lib/errors/app-error'
import { TOOL_IDS } from '@/lib/keep/formats'
import { parseRepo, RepoNameError } from '@/lib/hub/names/repo'
import { refusalOf } from '@/lib/keep/about'
import { keepAnswer } from '@/lib/keep/answer'

export const metadata: Metadata = { title: 'Which weights to keep' }

const Query = z.object({
  repo: z.string().trim().max(300).optional(),
  for: z.enum(TOOL_IDS).optional().catch(undefined),
})

export default async function Keep({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query } = readQuery(Query, await searchParams)
  return (
    <Page>
      <KeepPage tool={query.for ?? null} asked={await ask(query.repo ?? '', await incoming())} />
    </Page>
  )
}

/** Reads a name as the submission form does: with an address of the Hub, in any case. */
async function ask(text: string, request: Request): Promise<Asked> {
  if (text === '') return { kind: 'nothing' }
  try {
    const { repo } = parseRepo(text)
    return { kind: 'known', answer: await keepAnswer(repo, clientAddress(request.headers)) }
  } catch (error) {
    if (error instanceof RepoNameError) return { kind: 'wrong', text, why: error.message }
    if (error instanceof AppError) return { kind: 'wrong', text, why: error.message, base: refusalOf(error).base }
    throw error
  }
}
