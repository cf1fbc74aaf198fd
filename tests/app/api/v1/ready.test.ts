import { closeDb, db } from '@/lib/db'
import { useDatabase } from '../../../helpers/database'
import { ask } from '../ask'

useDatabase()

const state = async () => {
  const response = await ask('/api/v1/ready')
  expect(response.headers.get('cache-control')).toBe('no-store')
  return [response.status, await response.json()]
}

test('ready: the database answers and has every migration', async () => {
  expect(await state()).toEqual([200, { ready: true, reason: null }])
})

test('not ready before the database has the migrations of this version', async () => {
  const [last] = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations order by migration_name desc limit 1`
  await db.$executeRaw`update _prisma_migrations set finished_at = null where migration_name = ${last?.name}`
  try {
    expect(await state()).toEqual([
      503,
      {
        ready: false,
        reason: `The database lacks 1 migration of this version: ${last?.name}. Run "npm run migrate".`,
      },
    ])
  } finally {
    await db.$executeRaw`update _prisma_migrations set finished_at = now() where migration_name = ${last?.name}`
  }
})

test('not ready while the database is down', async () => {
  const url = process.env.DATABASE_URL
  await closeDb()
  process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:9/nowhere'
  try {
    expect(await state()).toEqual([
      503,
      { ready: false, reason: 'The database cannot be reached or does not respond.' },
    ])
  } finally {
    await closeDb()
    process.env.DATABASE_URL = url
  }
})
