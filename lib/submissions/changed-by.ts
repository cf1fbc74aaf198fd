import { z } from 'zod'

/** Name under which the registry itself stands in histories; no worker may have it. */
export const REGISTRY_NAME = 'registry'

/** Who brought about a change of a submission. */
export const ChangedBy = z
  .object({
    kind: z.enum(['account', 'worker', 'registry']),
    name: z.string().meta({ description: "The account's handle, or the worker's name.", example: 'worker' }),
  })
  .nullable()
  .meta({ description: 'Who did it; null where it happened before that was recorded.' })
export type ChangedBy = z.infer<typeof ChangedBy>

/** Who did it, by an event's row. */
export function changedBy({
  account,
  program,
}: {
  readonly account: { readonly handle: string } | null
  readonly program: string | null
}): ChangedBy {
  if (account !== null) return { kind: 'account', name: account.handle }
  if (program === null) return null
  return { kind: program === REGISTRY_NAME ? 'registry' : 'worker', name: program }
}
