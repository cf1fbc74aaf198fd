import { actOf, reasonOf } from '@/lib/challenges/stored'
import { printSubject } from '@/lib/challenges/subject'
import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { statusOf } from '@/lib/submissions/status'
import { listKeys } from '@/lib/accounts/keys/manage'
import { ownSigningKeys } from '@/lib/accounts/signing/manage'
import { listSessions } from '@/lib/accounts/sign-in/sessions'
import { listWebhooks } from '@/lib/webhooks/records'
import type { AccountExport } from './schema'

/** Everything that the registry keeps of a person, for that person. */
export async function exportAccount(accountId: number): Promise<AccountExport> {
  const [account, submissions, said, keys, signingKeys, webhooks, sessions] = await Promise.all([
    db.account.findUniqueOrThrow({ where: { id: accountId }, include: { identities: { orderBy: { id: 'asc' } } } }),
    submissionsOf(accountId),
    saidBy(accountId),
    listKeys(accountId),
    ownSigningKeys(accountId),
    listWebhooks(accountId),
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
    signing_keys: signingKeys,
    webhooks,
    submissions,
    ...said,
  }
}

const of = (accountId: number) => ({ where: { accountId }, orderBy: { id: 'asc' } }) as const

async function submissionsOf(accountId: number): Promise<AccountExport['submissions']> {
  const submissions = await db.submission.findMany(of(accountId))
  return submissions.map((one) => ({
    id: printId('submission', one.id),
    status: statusOf(one.status),
    repo: one.repo,
    revision: one.revision,
    coordinates: one.coordinates,
    value: one.claimedValue,
    source: one.source,
    note: one.note,
    created_at: one.createdAt.toISOString(),
  }))
}

/** What the person said of records and of others' submissions. */
async function saidBy(accountId: number): Promise<Pick<AccountExport, 'challenges' | 'answers' | 'reviews'>> {
  const [challenges, answers, reviews] = await Promise.all([
    db.challenge.findMany(of(accountId)),
    db.challengeEvent.findMany(of(accountId)),
    db.review.findMany(of(accountId)),
  ])
  return {
    challenges: challenges.map((one) => ({
      id: printId('challenge', one.id),
      record: printSubject(one),
      reason: reasonOf(one.reason),
      text: one.text,
      state: one.state,
      created_at: one.createdAt.toISOString(),
    })),
    answers: answers.map(({ challengeId, act, text, at }) => ({
      challenge: printId('challenge', challengeId),
      act: actOf(act),
      text,
      at: at.toISOString(),
    })),
    reviews: reviews.map(({ submissionId, text, at }) => ({
      submission: printId('submission', submissionId),
      text,
      at: at.toISOString(),
    })),
  }
}
