import { env } from '@/lib/env'
import { REGISTRY_NAME } from '@/lib/submissions/changed-by'

/** Who changes a submission: an account, a worker (the registry's own, or one of an account's over HTTP), or the registry itself. */
export type Actor =
  | { readonly kind: 'account'; readonly id: number }
  | { readonly kind: 'worker'; readonly name: string; readonly accountId?: number }
  | { readonly kind: 'registry' }

export const REGISTRY: Actor = { kind: 'registry' }

export const byAccount = ({ id }: { readonly id: number }): Actor => ({ kind: 'account', id })

/** The worker that this process is. */
export const thisWorker = (): Actor => ({ kind: 'worker', name: env().WORKER_NAME })

/** A worker over HTTP, with the account that its key is of. */
export const byWorkerOf = (name: string, { id }: { readonly id: number }): Actor => ({
  kind: 'worker',
  name,
  accountId: id,
})

/** Who did it, as a submission's row holds it for the event that the database writes. */
export function storedActor(by: Actor): {
  readonly changedById: number | null
  readonly changedByProgram: string | null
} {
  if (by.kind === 'account') return { changedById: by.id, changedByProgram: null }
  if (by.kind === 'registry') return { changedById: null, changedByProgram: REGISTRY_NAME }
  return { changedById: by.accountId ?? null, changedByProgram: by.name }
}
