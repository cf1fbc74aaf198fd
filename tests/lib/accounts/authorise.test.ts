import {
  type AccountAuth,
  type Role,
  ROLES,
  rightsOfKey,
  rightsOfPerson,
  type Scope,
  SCOPES,
} from '@/lib/accounts/auth'
import { authorise, missingRights, refusalOf } from '@/lib/accounts/authorise'
import { db } from '@/lib/db'
import { withArrival } from '@/lib/arrival/arrival'
import { useDatabase } from '../../helpers/database'

useDatabase()
afterEach(() => {
  delete process.env.HOST
  delete process.env.PUBLIC_URL
})

const asked = (headers: Record<string, string> = {}) =>
  new Request('http://localhost:3000/submit', { headers: { host: 'localhost:3000', ...headers } })

/** The refusal, and that nobody's account was made by it. */
async function refusal(request: Request): Promise<unknown> {
  const error = await authorise('signed-in', request).then(
    () => null,
    (refused: unknown) => refused,
  )
  expect(await db.account.count()).toBe(0)
  return error
}
const because = (reason: string) =>
  expect.objectContaining({ status: 401, code: 'sign-in-required', message: expect.stringContaining(reason) })

test.each([undefined, '127.0.0.1', '127.0.5.1', 'localhost', '::1'])(
  'whoever asks a site that listens on %s from its own machine is the account local',
  async (host) => {
    if (host !== undefined) process.env.HOST = host
    expect(await authorise('signed-in', asked())).toMatchObject({ id: 1, handle: 'local' })
  },
)

test.each(['127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])('by the name %s too', async (host) => {
  expect(await authorise('signed-in', asked({ host }))).toMatchObject({ handle: 'local' })
})

test('a PUBLIC_URL of this machine changes nothing', async () => {
  process.env.PUBLIC_URL = 'http://localhost:3000'
  expect(await authorise('signed-in', asked())).toMatchObject({ handle: 'local' })
})

test('however many ask at the same time, there is one such account', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, async () => (await authorise('signed-in', asked())).id))
  expect(new Set(ids).size).toBe(1)
  expect(await db.account.count()).toBe(1)
})

test.each(['0.0.0.0', '::', '192.168.1.5', 'localhost.example.org', '127.0.0.1.example.org'])(
  'at %s, where others can reach it, nobody is signed in',
  async (host) => {
    process.env.HOST = host
    expect(await refusal(asked())).toEqual(because(`listens on ${host}`))
  },
)

test('where PUBLIC_URL names another machine nobody is signed in, though the site listens on loopback', async () => {
  process.env.PUBLIC_URL = 'https://weights.example'
  expect(await refusal(asked())).toEqual(because('published as https://weights.example'))
})

test.each(['weights.example', 'localhost.weights.example:3000', '192.168.1.5:3000', ''])(
  'who asks for the name %j is not signed in',
  async (host) => {
    expect(await refusal(asked({ host }))).toEqual(because('not a name of this machine'))
  },
)

test.each([
  'Forwarded',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Forwarded-Port',
  'X-Forwarded-Server',
  'X-Real-IP',
  'Via',
])('who comes through a proxy that sends %s is not signed in, whatever it says', async (name) => {
  expect(await refusal(asked({ [name]: '127.0.0.1' }))).toEqual(because(`header ${name}`))
})

test('a header of the same kind that no list has counts too', async () => {
  expect(await refusal(asked({ 'X-Forwarded-Ssl': 'on' }))).toEqual(because('x-forwarded-ssl'))
})

test('what the front saw counts, not the headers that a framework has added since', async () => {
  const added = asked({ 'x-forwarded-for': '127.0.0.1' })
  expect(await withArrival({ forwardedBy: null }, () => authorise('signed-in', added))).toMatchObject({
    handle: 'local',
  })
  await expect(withArrival({ forwardedBy: 'Via' }, () => authorise('signed-in', asked()))).rejects.toEqual(
    because('header Via'),
  )
})

const AUTHS: readonly AccountAuth[] = [
  'signed-in',
  'in-person',
  ...ROLES.map((role) => ({ role })),
  ...SCOPES.map((scope) => ({ scope })),
]

test.each(AUTHS)('local may call what asks for %j, and nobody else may', async (auth) => {
  expect(await authorise(auth, asked())).toMatchObject({ handle: 'local' })
  expect(await refusalOf(auth, asked())).toBeNull()
  expect(await refusalOf(auth, asked({ via: 'a proxy' }))).toMatchObject({ status: 401, code: 'sign-in-required' })
})

test('asking beforehand what somebody may do stores no account', async () => {
  expect(await refusalOf('signed-in', asked())).toBeNull()
  expect(await db.account.count()).toBe(0)
})

describe('an account with some rights', () => {
  const rights = { roles: ['reviewer'], scopes: ['submit'], inPerson: false } as const

  test.each<AccountAuth>(['signed-in', { role: 'reviewer' }, { scope: 'submit' }])(
    'may call what asks for %j',
    (auth) => expect(missingRights(auth, rights)).toBeNull(),
  )

  test.each<AccountAuth>([{ role: 'submitter' }, { role: 'maintainer' }, { scope: 'review' }, { scope: 'report' }])(
    'is refused what asks for %j, by name',
    (auth) => {
      expect(missingRights(auth, rights)).toMatchObject({
        status: 403,
        code: 'not-allowed',
        message: expect.stringContaining(`\`${Object.values(auth).join()}\``),
      })
    },
  )
})

test('a program with a key is refused what only the person may do', () => {
  expect(missingRights('in-person', rightsOfKey(ROLES, SCOPES))).toMatchObject({
    status: 403,
    message: expect.stringContaining('not a program with a key'),
  })
})

test.each([
  [[], ['submit', 'report']],
  [['submitter'], ['submit', 'report']],
  [['reviewer'], ['submit', 'review', 'report']],
  [['maintainer'], ['submit', 'review', 'report', 'work']],
] satisfies [Role[], Scope[]][])('a person with the roles %j may do %j', (roles, scopes) => {
  expect(rightsOfPerson(roles)).toEqual({ roles, scopes, inPerson: true })
})

test('a key may do what both its scopes and its account allow', () => {
  expect(rightsOfKey(['submitter'], SCOPES)).toMatchObject({ scopes: ['submit', 'report'] })
  expect(rightsOfKey(['submitter', 'maintainer'], ['submit'])).toMatchObject({
    roles: ['submitter'],
    scopes: ['submit'],
  })
  expect(rightsOfKey(['maintainer'], ['review'])).toMatchObject({ roles: ['maintainer'], scopes: ['review'] })
  expect(rightsOfKey(['submitter', 'maintainer'], ['work'])).toMatchObject({ roles: ['submitter'], scopes: ['work'] })
  expect(rightsOfKey(['submitter', 'reviewer'], ['work'])).toMatchObject({ scopes: [] })
})
