import { db } from '@/lib/db'

/** A browser that is signed in, as its owner sees it. */
export interface SessionRecord {
  readonly id: number
  /** What the browser says of itself; cut. */
  readonly browser: string
  readonly created_at: string
  readonly expires_at: string
}

/** Browsers send up to a few hundred characters; more is noise. */
const MAX_BROWSER = 300

/** The browsers of an account that are signed in, the newest first. */
export async function listSessions(accountId: number): Promise<SessionRecord[]> {
  const sessions = await db.session.findMany({
    where: { accountId, expiresAt: { gt: new Date() } },
    orderBy: { id: 'desc' },
  })
  return sessions.map(({ id, userAgent, createdAt, expiresAt }) => ({
    id,
    browser: (userAgent ?? '').slice(0, MAX_BROWSER),
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  }))
}

/** Signs one browser of an account out. */
export async function endSession(accountId: number, id: number): Promise<void> {
  await db.session.deleteMany({ where: { accountId, id } })
}

/** Signs all browsers of an account out but one. */
export async function endOtherSessions(accountId: number, kept: number): Promise<void> {
  await db.session.deleteMany({ where: { accountId, id: { not: kept } } })
}
