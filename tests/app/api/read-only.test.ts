import { refusalOf } from '@/lib/accounts/authorise'
import { db } from '@/lib/db'
import { ROUTES } from '@/app/api/v1/routes'
import { MAY_SUBMIT } from '@/app/who-may-write'
import { useDatabase } from '../../helpers/database'
import { ask } from './ask'
import { SINGLE } from './filed'

useDatabase()
beforeAll(() => void (process.env.READ_ONLY = '1'))
afterAll(() => void delete process.env.READ_ONLY)

const LOCAL = { host: 'localhost:3000', 'content-type': 'application/json' }

test('no route that changes something does so without the front either, and the page says it beforehand', async () => {
  for (const { method, path } of ROUTES.filter((route) => route.method !== 'GET')) {
    const response = await ask(path.replaceAll(/\{\w+\}/g, 'x'), {
      method,
      headers: LOCAL,
      body: JSON.stringify(SINGLE),
    })
    expect([path, response.status, ((await response.json()) as { code: string }).code]).toEqual([
      path,
      503,
      'read-only',
    ])
  }
  expect(await db.account.count()).toBe(0)
  const refusal = await refusalOf(MAY_SUBMIT, new Request('http://localhost:3000', { headers: LOCAL }))
  expect(refusal?.code).toBe('read-only')
})

test('readers are answered', async () => {
  expect((await ask('/api/v1/weights')).status).toBe(200)
})
