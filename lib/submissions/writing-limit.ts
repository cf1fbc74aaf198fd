/** How long a transaction that writes records may take and wait, in milliseconds: others may write the same model's records meanwhile, and none of them takes long. */
export const WRITING_LIMIT = { timeout: 20_000, maxWait: 10_000 } as const
