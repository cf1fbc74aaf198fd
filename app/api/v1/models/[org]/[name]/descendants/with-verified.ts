import { notFound } from '@/app/api/v1/or-404'
import { db } from '@/lib/db'
import { verifiedCoordinates } from '@/lib/descendants/coordinates'
import type { RouteResult } from '@/lib/http/declaration'
import { repoInAnyCase } from '@/lib/models/any-case'

interface VerifiedModel {
  readonly id: number
  readonly repo: string
}

/**
 * Answers about a model with verified coordinates; with 308 if only the case of its name differs.
 * @throws AppError 404 `not-found`
 */
export async function withVerified(
  repo: string,
  answer: (model: VerifiedModel) => Promise<RouteResult>,
): Promise<RouteResult> {
  const known = await repoInAnyCase(repo)
  if (known !== null && known !== repo)
    return { status: 308, body: null, headers: { location: `/api/v1/models/${known}/descendants` } }
  const model = await db.model.findUnique({ where: { repo }, select: { id: true, repo: true } })
  if (model === null || (await verifiedCoordinates(repo)).length === 0)
    throw notFound(`No verified coordinate of the model ${repo} is on record, so there is nothing to compare with.`)
  return answer(model)
}
