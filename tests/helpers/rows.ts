import { db } from '@/lib/db'
import type { Prisma } from '@/prisma/generated/client'

/** The commit that rows of these tests are at. */
export const COMMIT = 'a'.repeat(40)

/** A weight's row of org/model; its id. */
export async function weight(data: Partial<Prisma.WeightUncheckedCreateInput> = {}): Promise<number> {
  const { id: modelId } = await db.model.upsert({
    where: { repo: 'org/model' },
    create: { repo: 'org/model' },
    update: { repo: 'org/model' },
  })
  const { id } = await db.weight.create({
    data: { modelId, tensor: 't', row: 1, col: 2, layer: 0, outputChannel: 1, inputNeuron: 2, ...data },
  })
  return id
}

/** A submission's row of the account `local`; its id. */
export async function submission(data: Partial<Prisma.SubmissionUncheckedCreateInput> = {}): Promise<number> {
  const { id: accountId } = await db.account.upsert({
    where: { handle: 'local' },
    create: { handle: 'local' },
    update: { handle: 'local' },
  })
  return (
    await db.submission.create({
      data: { accountId, repo: 'org/model', coordinates: ['0:1:2'], reason: 'It has been received.', ...data },
    })
  ).id
}

/** A claim's row of the literature, of a new weight unless told otherwise. */
export async function claim(data: Partial<Prisma.ClaimUncheckedCreateInput> = {}) {
  const weightId = data.weightId === undefined ? await weight() : data.weightId
  const { id: modelId } = await db.model.upsert({
    where: { repo: 'org/model' },
    create: { repo: 'org/model' },
    update: {},
  })
  return db.claim.create({ data: { key: 'k', origin: 'literature', modelId, weightId, ...data } })
}
