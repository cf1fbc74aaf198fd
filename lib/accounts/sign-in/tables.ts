import { type Db, db } from '@/lib/db'

/**
 * The tables of the sign-in library, and no others, by the names that it uses. Our accounts are its users; called `account` they would be taken for its own
 * accounts, which are our identities.
 */
export const SIGN_IN_TABLES = {
  ...tablesOf(db),
  $transaction: <T>(work: (tables: ReturnType<typeof tablesOf>) => Promise<T>): Promise<T> =>
    db.$transaction((tx) => work(tablesOf(tx))),
}

function tablesOf(client: Db) {
  return {
    person: client.account,
    identity: client.identity,
    session: client.session,
    verification: client.verification,
    deviceCode: client.deviceCode,
  }
}
