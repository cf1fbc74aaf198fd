import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { statusOf } from '@/lib/submissions/status'
import { listKeys } from '@/lib/accounts/keys/manage'
import { listSessions } from '@/lib/accounts/sign-in/sessions'
import type { AccountExport } from './schema'

/** Everything that the registry keeps of a person, for that person. */
export async function exportAccount(accountId: number): Promise<AccountExport> {
  const [account, submissions, keys, sessions] = await Promise.all([
    db.account.findUniqueOrThrow({ where: { id: accountId }, include: { identities: { orderBy: { id: 'asc' } } } }),
    db.submission.findMany({ where: { accountId }, orderBy: { id: 'asc' } }),
    listKeys(accountId),
    listSessions(accountId),
  ])
  return {
    account: {
      handle: account.handle,
      name: account.name,
      image: account.image,
      roles: account.roles,
      created_at: account.createdAt.toISOString(),
    },
    identities: account.identities.map(({ providerId, accountId: subject, createdAt }) => ({
      provider: providerId,
      subject,
      created_at: createdAt.toISOString(),
    })),
    sessions,
    keys,
    submissions: submissions.map((one) => ({
      id: printId('submission', one.id),
      status: statusOf(one.status),
      repo: one.repo,
      revision: one.revision,
      coordinates: one.coordinates,
      value: one.claimedValue,
      source: one.source,
      note: one.note,
      created_at: one.createdAt.toISOString(),
    })),
  }
}
