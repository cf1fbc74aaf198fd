import type { Metadata } from 'next'
import { z } from 'zod'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { AuditPage, type Asked } from '@/components/audit/page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { clientAddress } from '@/lib/arrival/client-address'
import { auditAnswer } from '@/lib/audits/answer'
import { AppError } from '@/lib/errors/app-error'
import { parseRepo, RepoNameError } from '@/lib/hub/names/repo'

const text = z.string().trim().max(300).default('')
const Query = z.object({ repo: text, base: text, file: text })

interface Props {
  readonly searchParams: Promise<SearchParams>
}

/** Search engines may list the page, but no answer: there is one for every repo of the Hub. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { repo } = readQuery(Query, await searchParams).query
  return headOf({
    title: repo ? `Audit a quantised model: ${repo}` : 'Audit a quantised model',
    description:
      'What became of the known super weights in a quantised upload: of each, the one block that holds it is read and compared.',
    path: '/audit',
    index: !repo,
  })
}

export default async function Audit({ searchParams }: Props) {
  const { query } = readQuery(Query, await searchParams)
  return (
    <Page where={<Breadcrumbs here="Audit a quantised model" />}>
      <AuditPage repo={query.repo} base={query.base} asked={await ask(query, await incoming())} />
    </Page>
  )
}

async function ask({ repo, base, file }: z.output<typeof Query>, request: Request): Promise<Asked> {
  if (repo === '') return { kind: 'nothing' }
  try {
    const question = {
      repo: parseRepo(repo).repo,
      base: base === '' ? null : parseRepo(base).repo,
      file: file === '' ? null : file,
    }
    return { kind: 'answered', answer: await auditAnswer(question, clientAddress(request.headers)) }
  } catch (error) {
    if (error instanceof RepoNameError || error instanceof AppError) return { kind: 'wrong', why: error.message }
    throw error
  }
}
