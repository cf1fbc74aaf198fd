import { z } from 'zod'
import { notFound } from '@/app/api/v1/or-404'
import { resultWith } from '@/app/api/v1/record-result'
import type { RouteResult } from '@/lib/http/declaration'
import { repoInAnyCase } from '@/lib/models/any-case'
import { printVersion } from '@/lib/records/address'
import { readRecord } from '@/lib/records/read'

/** The longest name on the Hub. */
const MAX_NAME_LENGTH = 96
const Name = z
  .string()
  .max(MAX_NAME_LENGTH)
  .regex(/^[\w.-]+$/, 'expected letters, digits, ".", "_" and "-"')

/** The two parts of a repo's name in a path. */
export const RepoParams = z.object({
  org: Name.meta({ example: 'huggyllama' }),
  name: Name.meta({ example: 'llama-7b' }),
})

/** For the document: the response for a repo in different case. */
export const OTHER_CAPITALS = {
  description: 'The repo is spelled with different case: the record is at `Location`.',
  schema: null,
  headers: { location: 'Address of the record.' },
}

/**
 * Responds with a version of a model's record, or the latest one, as it was written; with 308 if only the case of the repo differs.
 * @throws AppError 404 `not-found`; ZodError when the latest version does not fit today's schema
 */
export async function modelResult(repo: string, version: number | null): Promise<RouteResult> {
  const nameOf = (name: string) => (version === null ? name : printVersion('model', name, version))
  const found = await readRecord('model', nameOf(repo))
  if (found) return resultWith('model', found, version !== null)
  const known = await repoInAnyCase(repo)
  if (known === null || known === repo)
    throw notFound(`The registry has no record of the model ${repo}. Submit one of its coordinates to add it.`)
  return { status: 308, body: null, headers: { location: `/api/v1/models/${nameOf(known)}` } }
}
