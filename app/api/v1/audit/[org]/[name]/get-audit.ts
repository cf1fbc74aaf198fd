import { z } from 'zod'
import { RepoParams } from '@/app/api/v1/models/model-result'
import { Audit } from '@/lib/audit/schema'
import { auditAnswer } from '@/lib/audits/answer'
import { clientAddress } from '@/lib/arrival/client-address'
import { AppError } from '@/lib/errors/app-error'
import { searchText } from '@/lib/http/common-schema'
import { route } from '@/lib/http/route'
import { isRepo } from '@/lib/hub/names/repo'

/** Longer than any file of a repo. */
const MAX_FILE_NAME = 255

const AuditQuery = z.object({
  file: searchText(MAX_FILE_NAME).optional().meta({ description: 'Of several GGUF files, this one alone.' }),
  base: z.string().refine(isRepo, 'expected owner/name').optional().meta({
    description: 'The model it was quantised from; by default what its tags, card or file say.',
    example: 'huggyllama/llama-7b',
  }),
})

export const getAuditRoute = route({
  name: 'getAudit',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/audit/{org}/{name}',
  summary: 'What became of the known super weights in a quantised checkpoint',
  description:
    'Reads, of each super weight on record of the base model, only the block that holds it, and dequantises it exactly as the form’s own code does.',
  params: RepoParams,
  query: AuditQuery,
  response: { 200: { description: 'The audit.', schema: Audit } },
  problems: [404, 422, 503],
  // The branch may move, and reading takes a slot: nothing to keep for others.
  cache: 'never',
  async handler({ params: { org, name }, query: { file, base }, request }) {
    const answer = await auditAnswer(
      { repo: `${org}/${name}`, file: file ?? null, base: base ?? null },
      clientAddress(request.headers),
    )
    if (answer.kind === 'audited') return { body: answer.audit }
    throw new AppError({
      status: 422,
      code: 'nothing-to-audit',
      detail:
        answer.kind === 'no-base'
          ? `Nothing says what ${answer.head.repo} was quantised from. Name the model in \`base\`.`
          : `No super weight of ${answer.base} is known: ${answer.why}`,
    })
  },
})
