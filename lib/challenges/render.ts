import { printStored } from '@/lib/coordinates'
import { printId } from '@/lib/ids'
import { statusOf } from '@/lib/submissions/status'
import type { Prisma } from '@/prisma/generated/client'
import type { ChallengeRecord } from './schema'
import { actOf, reasonOf } from './stored'
import { printSubject } from './subject'

const MODEL = { select: { repo: true } } as const

/** All rows that a challenge is rendered from. */
export const CHALLENGE_INCLUDE = {
  account: { select: { handle: true } },
  events: { orderBy: { id: 'asc' }, include: { account: { select: { handle: true } } } },
  runs: { orderBy: { id: 'asc' }, select: { id: true, status: true, createdAt: true } },
  weight: { select: { tensor: true, row: true, col: true, model: MODEL } },
  set: { select: { model: MODEL, _count: { select: { members: true } } } },
} as const satisfies Prisma.ChallengeInclude

type Rows = Prisma.ChallengeGetPayload<{ include: typeof CHALLENGE_INCLUDE }>

/** A challenge in the form of the API and its page. */
export function challengeRecord(row: Rows): ChallengeRecord {
  const id = printId('challenge', row.id)
  return {
    schema_version: 1,
    id,
    url: `/challenges/${id}`,
    record: recordOf(row),
    reason: reasonOf(row.reason),
    text: row.text,
    account: row.account.handle,
    state: row.state,
    history: row.events.map(({ act, text, account, at }) => ({
      act: actOf(act),
      text,
      by: account.handle,
      at: at.toISOString(),
    })),
    runs: row.runs.map((run) => {
      const name = printId('submission', run.id)
      return { id: name, url: `/submissions/${name}`, status: statusOf(run.status), at: run.createdAt.toISOString() }
    }),
    opened_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

function recordOf({ weight, set, ...row }: Rows): ChallengeRecord['record'] {
  const id = printSubject(row)
  if (weight) return { id, url: `/weights/${id}`, repo: weight.model.repo, title: printStored(weight) }
  return {
    id,
    url: `/sets/${id}`,
    repo: set?.model.repo ?? '',
    title: `${set?._count.members ?? 0} weights together`,
  }
}
