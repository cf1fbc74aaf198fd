import crypto from 'node:crypto'
import path from 'node:path'
import { withClient } from '@/scripts/postgres/databases'
import { migrate } from '@/scripts/prisma/migrate'
import { createEmptyDatabase } from '../setup/server'

const MIGRATIONS = path.join(__dirname, '..', '..', 'prisma', 'migrations')

test('an owner who may not create roles migrates all the same, and gives the rights once somebody has made the role', async () => {
  const admin = await createEmptyDatabase()
  const owner = `owner_${crypto.randomBytes(6).toString('hex')}`
  const url = new URL(admin)
  const database = url.pathname.slice(1)
  await withClient(admin, async (client) => {
    await client.query(`create role ${owner} login password 'for-a-test'`)
    await client.query(`alter database ${database} owner to ${owner}`)
  })
  Object.assign(url, { username: owner, password: 'for-a-test' })
  expect((await migrate(url.href, MIGRATIONS)).length).toBeGreaterThan(0)

  await withClient(admin, (client) =>
    client.query(
      'do $$ begin create role superweights_worker nologin; exception when duplicate_object then null; end $$',
    ),
  )
  const may = await withClient(url.href, async (client) => {
    const { rows } = await client.query<{ given: boolean }>('select grant_worker_rights() as given')
    return rows
  })
  expect(may).toEqual([{ given: true }])
})
