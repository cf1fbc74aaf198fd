import { z } from 'zod'

/** Name under which the registry itself stands in histories; no worker may have it. */
export const REGISTRY_NAME = 'registry'

/** Who brought about a change of a submission. */
export const ChangedBy = z
  .object({
    kind: z.enum(['account', 'worker', 'registry']),
    name: z.string().meta({ description: "The account's handle, or the worker's name.", example: 'worker' }),
    account: z
      .string()
      .optional()
      .meta({ description: "Whose worker it is, by handle; absent for the registry's own.", example: 'ada' }),
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
  if (program === null) return account && { kind: 'account', name: account.handle }
  if (program === REGISTRY_NAME) return { kind: 'registry', name: program }
  return { kind: 'worker', name: program, ...(account && { account: account.handle }) }
}

/** Who did it, in a few words. */
export function changedByWords(by: ChangedBy): string {
  if (by === null) return 'not recorded'
  if (by.kind === 'registry') return 'the registry'
  return by.account === undefined ? by.name : `${by.name}, a worker of ${by.account}`
}
