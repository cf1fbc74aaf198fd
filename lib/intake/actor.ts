import { env } from '@/lib/env'
import { REGISTRY_NAME } from '@/lib/submissions/changed-by'

/** Who changes a submission: an account, a worker, or the registry itself. */
export type Actor =
  | { readonly kind: 'account'; readonly id: number }
  | { readonly kind: 'worker'; readonly name: string }
  | { readonly kind: 'registry' }

export const REGISTRY: Actor = { kind: 'registry' }

export const byAccount = ({ id }: { readonly id: number }): Actor => ({ kind: 'account', id })

/** The worker that this process is. */
export const thisWorker = (): Actor => ({ kind: 'worker', name: env().WORKER_NAME })

/** Who did it, as a submission's row holds it for the event that the database writes. */
export function storedActor(by: Actor): {
  readonly changedById: number | null
  readonly changedByProgram: string | null
} {
  if (by.kind === 'account') return { changedById: by.id, changedByProgram: null }
  return { changedById: null, changedByProgram: by.kind === 'worker' ? by.name : REGISTRY_NAME }
}
