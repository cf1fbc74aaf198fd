import { db } from '@/lib/db'
import { transactions } from '@/lib/limits/transactions'
import { lockModel } from './lock'
import { renew } from './renew'

/** As long as other writers of the same model's records may take and be waited for, in milliseconds. */
const LIMIT = { timeout: 20_000, maxWait: 10_000 } as const

/** Stored with the version that it writes. */
const CAUSE = 'First rendered when it was asked for: an older release kept no versions of models.'

/**
 * Renders the first version of a model that is known and has none: it comes from a release that kept no versions of models, and `npm run rerender` has
 * not reached it yet. Whoever asks for it at the same time waits, and finds that version.
 * @throws SemaphoreFull when hundreds of writers wait already
 * @returns whether there is a model to be read again
 */
export async function makeFirstVersion(repo: string): Promise<boolean> {
  const model = await db.model.findUnique({ where: { repo }, select: { id: true, version: true } })
  if (model === null) return false
  // Somebody was faster, between the reader's look and this one.
  if (model.version > 0) return true
  await transactions().run(() =>
    db.$transaction(async (tx) => {
      await lockModel(tx, repo)
      await renew(tx, 'model', [model.id], CAUSE)
    }, LIMIT),
  )
  return true
}
