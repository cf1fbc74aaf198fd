import crypto from 'node:crypto'
import { withClient } from '@/scripts/postgres/databases'

/** A user of this server who has the role `superweights_worker` and nothing else, with the address of a worker of theirs. */
export async function leastRole(databaseUrl: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `worker_${crypto.randomBytes(6).toString('hex')}`
  const password = crypto.randomBytes(16).toString('hex')
  await withClient(databaseUrl, (client) =>
    client.query(`create role ${name} login password '${password}' in role superweights_worker`),
  )
  const url = new URL(databaseUrl)
  Object.assign(url, { username: name, password })
  return {
    url: url.href,
    drop: async () => {
      await withClient(databaseUrl, (client) => client.query(`drop role ${name}`))
    },
  }
}
