import { db } from '@/lib/db'
import { ROUTES } from '@/app/api/v1/routes'
import { useDatabase } from '../../helpers/database'
import { FOREIGN } from '../../helpers/foreign'
import { ask } from './ask'
import { ADDRESSES } from './router'

useDatabase()

const WAYS = ROUTES.filter(({ method }) => method !== 'GET')
const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

test('the table of routes holds every way to write of the API: no other address takes a writing method', async () => {
  for (const { template } of ADDRESSES.filter(({ file }) => !file.includes('...'))) {
    for (const method of WRITING.filter((name) => !WAYS.some((way) => way.path === template && way.method === name))) {
      expect([template, method, (await ask(exampleOf(template), { method })).status]).toEqual([template, method, 405])
    }
  }
})

const named = (ways: typeof WAYS) => ways.map((way) => [`${way.method} ${way.path}`, way] as const)

describe.each(named(WAYS))('%s', (_, way) => {
  test.each(FOREIGN)('refuses %s, before it reads what was sent', async (_, headers, status) => {
    const response = await ask(exampleOf(way.path), {
      method: way.method,
      body: 'not even JSON',
      headers: { host: 'localhost:3000', 'content-type': 'text/plain', ...headers },
    })
    expect(response.status).toBe(status)
    expect(await db.account.count()).toBe(0)
  })
})

test.each(named(WAYS.filter(({ auth }) => auth !== 'anyone')))(
  '%s refuses who comes through a proxy: nobody is signed in there',
  async (_, way) => {
    const response = await ask(exampleOf(way.path), {
      method: way.method,
      headers: { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.9' },
    })
    expect([response.status, await response.json()]).toEqual([
      401,
      expect.objectContaining({ code: 'sign-in-required' }),
    ])
  },
)

const exampleOf = (template: string) => template.replaceAll(/\{(\w+)\}/g, 'x')
