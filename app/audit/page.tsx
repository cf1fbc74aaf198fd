import type { Metadata } from 'next'
import { z } from 'zod'
import { incoming } from '@/app/incoming'
import { AuditPage, type Asked } from '@/components/audit/page'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { clientAddress } from '@/lib/arrival/client-address'
import { auditAnswer } from '@/lib/audits/answer'
import { AppError } from '@/lib/errors/app-error'
import { parseRepo, RepoNameError } from '@/lib/hub/names/repo'

export const metadata: Metadata = { title: 'Audit a quantised model' }

const text = z.string().trim().max(300).default('')
const Query = z.object({ repo: text, base: text, file: text })

export default async function Audit({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query } = readQuery(Query, await searchParams)
  return (
    <Page>
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
