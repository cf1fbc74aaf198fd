import type { Metadata } from 'next'
import { z } from 'zod'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { KeepPage, type Asked } from '@/components/keep/page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { clientAddress } from '@/lib/arrival/client-address'
import { AppError } from '@/lib/errors/app-error'
import { TOOL_IDS } from '@/lib/keep/formats'
import { parseRepo, RepoNameError } from '@/lib/hub/names/repo'
import { refusalOf } from '@/lib/keep/about'
import { keepAnswer } from '@/lib/keep/answer'

const Query = z.object({
  repo: z.string().trim().max(300).optional(),
  for: z.enum(TOOL_IDS).optional().catch(undefined),
})

interface Props {
  readonly searchParams: Promise<SearchParams>
}

/** Search engines may list the page, but no answer: there is one for every repo of the Hub. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { repo } = readQuery(Query, await searchParams).query
  return headOf({
    title: repo ? `Which weights to keep: ${repo}` : 'Which weights to keep',
    description:
      'Which weights of a model to leave in high precision when you quantise it, as the list that your tool reads.',
    path: '/keep',
    index: !repo,
  })
}

export default async function Keep({ searchParams }: Props) {
  const { query } = readQuery(Query, await searchParams)
  return (
    <Page where={<Breadcrumbs here="Which weights to keep" />}>
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
    if (error instanceof AppError) return { kind: 'wrong', text, why: error.message, ...refusalOf(error) }
    throw error
  }
}
