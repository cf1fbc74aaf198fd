import { authorise } from '@/lib/accounts/authorise'
import { askForDevice, decideDevice, deviceRequestOf, keyOfDevice } from '@/lib/accounts/device/device'
import { deleteAccount } from '@/lib/people/delete'
import { getPerson } from '@/lib/people/get'
import { deleteExpiredSignIns } from '@/lib/accounts/sign-in/delete-expired'
import { beginSignIn } from '@/lib/accounts/sign-in/begin'
import { signInLibrary } from '@/lib/accounts/sign-in/load'
import { endOtherSessions, endSession, listSessions } from '@/lib/accounts/sign-in/sessions'
import { db } from '@/lib/db'
import { BrowserOfForms } from '../../helpers/browser-of-forms'
import { useDatabase } from '../../helpers/database'
import { type OpenIdProvider, startOpenIdProvider } from '../../helpers/open-id-provider'
import { makePerson } from '../../helpers/people'

useDatabase()
const ORIGIN = 'http://127.0.0.1:3000'
let provider: OpenIdProvider
beforeAll(async () => {
  provider = await startOpenIdProvider(ORIGIN)
})
beforeEach(() => void Object.assign(process.env, provider.variables))
afterEach(() => {
  for (const name of [...Object.keys(provider.variables), 'ADMIN_HANDLES', 'HOST', 'PUBLIC_URL'])
    delete process.env[name]
})
afterAll(() => provider.stop())

const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .filter((cookie) => !cookie?.endsWith('='))
    .join('; ')

/** Signs a person in at the provider, in a browser of its own. Resolves to the headers that this browser sends from then on. */
async function signIn(login: string, { deny = false } = {}): Promise<{ headers: Headers; location: string }> {
  const begun = await beginSignIn(
    'oidc',
    '/submit',
    new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' }),
  )
  const browser = new BrowserOfForms()
  const form = await browser.open(begun.url)
  const consent = deny ? null : await browser.send(form, { login, password: 'any' })
  const back = consent
    ? await browser.send(consent, {}, `${ORIGIN}/sign-in/callback/`)
    : await browser.open(
        new URL(/href="([^"]*abort[^"]*)"/.exec(form.html)?.[1] ?? '', form.url).href,
        {},
        `${ORIGIN}/sign-in/callback/`,
      )
  const cookie = begun.cookies.map((one) => one.split(';')[0]).join('; ')
  const answer = await (
    await signInLibrary()
  ).handler(new Request(back.url, { headers: { cookie, 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' } }))
  const session = cookieOf(answer.headers)
  return {
    headers: new Headers({ host: '127.0.0.1:3000', cookie: session }),
    location: answer.headers.get('location') ?? '',
  }
}

const accountOf = (headers: Headers) => authorise('signed-in', new Request(`${ORIGIN}/`, { headers }))

test('a person signs in at the provider, and is known from then on by the cookie alone', async () => {
  const { headers, location } = await signIn('ada')
  expect(location).toMatch(/\/submit$/)
  expect(await accountOf(headers)).toMatchObject({ handle: 'ada', roles: ['submitter'] })
  expect(await getPerson('ADA')).toMatchObject({ handle: 'ada', identities: [{ provider: 'oidc', handle: 'ada' }] })
})

test('nothing is kept of the provider’s tokens, nor an address', async () => {
  await signIn('ada')
  expect(await db.identity.findFirstOrThrow()).toMatchObject({ accessToken: null, refreshToken: null, idToken: null })
  expect((await db.account.findFirstOrThrow()).email).toMatch(/@accounts\.invalid$/)
  expect(await db.session.findFirstOrThrow()).toMatchObject({ ipAddress: '' })
})

test('the same person in another browser is the same account, and ends either browser', async () => {
  const [one, two] = [await signIn('ada'), await signIn('ada')]
  const account = await accountOf(one.headers)
  expect((await accountOf(two.headers)).id).toBe(account.id)
  const [newest, first] = await listSessions(account.id)
  expect(newest?.browser).toContain('Firefox')
  await endSession(account.id, newest?.id ?? 0)
  await expect(accountOf(two.headers)).rejects.toMatchObject({ code: 'sign-in-required' })
  await signIn('ada')
  await endOtherSessions(account.id, first?.id ?? 0)
  expect(await listSessions(account.id)).toHaveLength(1)
  expect((await accountOf(one.headers)).id).toBe(account.id)
})

test('who has a handle that is taken, in any spelling, or the registry’s own, gets a number', async () => {
  await makePerson('Ada')
  expect(await accountOf((await signIn('ada')).headers)).toMatchObject({ handle: 'ada-2', name: 'ada' })
  expect(await accountOf((await signIn('local')).headers)).toMatchObject({ handle: 'local-2', roles: ['submitter'] })
})

test('who is named by ADMIN_HANDLES is a maintainer, at that provider alone', async () => {
  process.env.ADMIN_HANDLES = 'github:ada, oidc:Grace'
  expect(await accountOf((await signIn('ada')).headers)).toMatchObject({ roles: ['submitter'] })
  const { headers } = await signIn('grace')
  expect(await accountOf(headers)).toMatchObject({ roles: ['submitter', 'reviewer', 'maintainer'] })
})

test('who declines at the provider is told so, and nothing is made', async () => {
  const { location } = await signIn('ada', { deny: true })
  expect(location).toContain('/sign-in?error=access_denied')
  expect(await db.account.count()).toBe(0)
})

test('where a provider is set up nobody is local', async () => {
  await expect(accountOf(new Headers({ host: '127.0.0.1:3000' }))).rejects.toMatchObject({
    code: 'sign-in-required',
    message: expect.stringContaining(`Sign in at ${ORIGIN}/sign-in`),
  })
})

test('a forged or changed cookie is nobody’s', async () => {
  const { headers } = await signIn('ada')
  const forged = new Headers({ host: '127.0.0.1:3000', cookie: `${headers.get('cookie')}x` })
  await expect(accountOf(forged)).rejects.toMatchObject({ code: 'sign-in-required' })
})

test('who deletes the account is signed out everywhere, and unknown; what was claimed stays under a handle that says nothing', async () => {
  const { headers } = await signIn('ada')
  const account = await accountOf(headers)
  await db.submission.create({ data: { accountId: account.id, repo: 'demo/tiny-single' } })
  await deleteAccount(account)
  await expect(accountOf(headers)).rejects.toMatchObject({ code: 'sign-in-required' })
  expect(await getPerson('ada')).toBeNull()
  const [left] = await db.account.findMany({ include: { submissions: true } })
  expect(left).toMatchObject({ handle: `deleted-${account.id}`, name: '', email: null, image: null, roles: [] })
  expect(left?.submissions).toHaveLength(1)
  // Who comes back is somebody new.
  expect((await accountOf((await signIn('ada')).headers)).id).not.toBe(account.id)
})

test('what is over is deleted, what is not stays', async () => {
  const { headers } = await signIn('ada')
  await signIn('bob')
  await askForDevice(['submit'])
  await db.deviceCode.updateMany({ data: { expiresAt: new Date(0) } })
  await db.verification.create({ data: { identifier: 'old', value: 'x', expiresAt: new Date(0) } })
  const { id } = await accountOf((await signIn('bob')).headers)
  await db.session.updateMany({ where: { accountId: id }, data: { expiresAt: new Date(0) } })
  await deleteExpiredSignIns()
  expect(await Promise.all([db.session.count(), db.deviceCode.count()])).toEqual([1, 0])
  expect(await db.verification.count({ where: { identifier: 'old' } })).toBe(0)
  expect(await accountOf(headers)).toMatchObject({ handle: 'ada' })
})

describe('a terminal', () => {
  test('gets a key of the person who approves its code, once, and no session', async () => {
    const { headers } = await signIn('ada')
    const codes = await askForDevice(['submit'])
    expect(codes.verification_uri_complete).toBe(`${ORIGIN}/device?user_code=${codes.user_code}`)
    await expect(keyOfDevice({ device_code: codes.device_code, name: 'laptop' })).rejects.toMatchObject({
      code: 'authorization-pending',
      extra: { error: 'authorization_pending' },
    })
    expect(await deviceRequestOf(codes.user_code, headers)).toEqual({ userCode: codes.user_code, scopes: ['submit'] })
    await decideDevice(codes.user_code, true, headers)
    await db.deviceCode.updateMany({ data: { lastPolledAt: null } })
    const { key, account, record } = await keyOfDevice({ device_code: codes.device_code, name: 'laptop' })
    expect([account, record.name, record.scopes]).toEqual(['ada', 'laptop', ['submit']])
    const asked = new Request(ORIGIN, { headers: { authorization: `Bearer ${key}` } })
    expect(await authorise({ scope: 'submit' }, asked)).toMatchObject({ handle: 'ada' })
    await expect(authorise({ scope: 'report' }, asked)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await db.session.count()).toBe(1)
    await expect(keyOfDevice({ device_code: codes.device_code, name: 'laptop' })).rejects.toMatchObject({
      code: 'expired-code',
    })
  })

  test('that asks too often is told to slow down; one that is denied gets nothing', async () => {
    const { headers } = await signIn('ada')
    const { device_code, user_code } = await askForDevice(['submit'])
    const ask = () => keyOfDevice({ device_code, name: 'laptop' })
    await expect(ask()).rejects.toMatchObject({ code: 'authorization-pending' })
    await expect(ask()).rejects.toMatchObject({ code: 'slow-down' })
    await deviceRequestOf(user_code, headers)
    await decideDevice(user_code, false, headers)
    await db.deviceCode.updateMany({ data: { lastPolledAt: null } })
    await expect(ask()).rejects.toMatchObject({ code: 'access-denied' })
    expect(await db.apiKey.count()).toBe(0)
  })

  test('is approved only by the person who looked at its code first', async () => {
    const [ada, bob] = [await signIn('ada'), await signIn('bob')]
    const { user_code } = await askForDevice(['submit'])
    await deviceRequestOf(user_code, ada.headers)
    await expect(decideDevice(user_code, true, bob.headers)).rejects.toMatchObject({ code: 'access-denied' })
  })

  test.each(['WRONG', 'AAAA-BBBB', ''])('of the code %j nobody knows', async (code) => {
    const { headers } = await signIn('ada')
    await expect(deviceRequestOf(code, headers)).rejects.toMatchObject({ code: 'expired-code' })
  })
})
