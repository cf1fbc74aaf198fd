import { db } from '@/lib/db'
import { signingKeysOf } from '@/lib/accounts/signing/manage'
import { accountNamed } from './find'
import type { PersonRecord } from './schema'

/** A person as everyone may see them; null where nobody has this handle, in any spelling, or the person has left. */
export async function getPerson(handle: string): Promise<PersonRecord | null> {
  const id = await accountNamed(handle)
  if (id === null) return null
  const [account, submissions, accepted, keys] = await Promise.all([
    db.account.findUniqueOrThrow({ where: { id }, include: { identities: { orderBy: { id: 'asc' } } } }),
    db.submission.count({ where: { accountId: id } }),
    db.submission.count({ where: { accountId: id, status: 'accepted' } }),
    signingKeysOf(id),
  ])
  return {
    handle: account.handle,
    url: `/people/${account.handle}`,
    identities: account.identities.map(({ providerId }) => ({ provider: providerId, handle: account.name })),
    roles: account.roles,
    since: account.createdAt.toISOString(),
    submissions,
    accepted,
    signing_keys: keys,
  }
}
