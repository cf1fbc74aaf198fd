import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from 'playwright-core'
import { useBrowser } from '../../helpers/browser'
import { useSignInSite } from '../../helpers/sign-in-site'
import { signIn } from './sign-in'

const site = useSignInSite()
const browser = useBrowser()
const VERDICT_MS = 120_000
const PROGRAM = path.join(__dirname, '..', '..', '..', 'bin', 'superweights.mjs')
const config = mkdtempSync(path.join(os.tmpdir(), 'settings of a person '))
afterAll(() => rmSync(config, { recursive: true, force: true }))

const main = (page: Page) => page.locator('main')
const ask = (pathname: string, key: string, init: RequestInit = {}) =>
  fetch(site.url + pathname, {
    ...init,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  })

/** Runs a command as a person does; `onLine` gets what it says while it runs. */
function superweights(
  args: string[],
  onLine: (line: string) => void = () => {},
): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, SUPERWEIGHTS_REGISTRY: site.url, XDG_CONFIG_HOME: config, HOME: config }
    const child = execFile(process.execPath, [PROGRAM, ...args], { env }, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout }),
    )
    if (child.stderr) createInterface(child.stderr).on('line', onLine)
  })
}

describe.each([true, false])('a person with an account (JavaScript: %s)', (javaScriptEnabled) => {
  const handle = javaScriptEnabled ? 'ada' : 'grace'

  test('is sent to the provider by the page that needs an account, and back to it', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/submit`)
    await page.getByText('Nobody is signed in').waitFor()
    await main(page).getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, site.url, handle, '/submit')
    expect(await main(page).innerText()).not.toContain('Nobody is signed in')
  })

  test('makes a key that is shown once, and revokes it', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await signIn(page, site.url, handle)
    await page.getByLabel('What it is for').fill('a script')
    await page.getByLabel(/^report/).uncheck()
    await page.getByRole('button', { name: 'Make a key' }).click()
    const key = await page.getByRole('status').locator('code').innerText()
    expect(key).toMatch(/^sw_[\w-]{43}$/)
    const who = await ask('/api/v1/account', key)
    expect(await who.json()).toEqual({ handle, via: 'key', roles: ['submitter'], scopes: ['submit'] })
    await page.goto(`${site.url}/account`)
    expect(await main(page).innerText()).not.toContain(key)
    await page.getByRole('button', { name: 'Revoke a script' }).click()
    await page.getByText(/^revoked/).waitFor()
    expect((await ask('/api/v1/account', key)).status).toBe(401)
  })

  test('sees where else they are signed in, and signs out there', async () => {
    const [here, there] = [await browser.open({ javaScriptEnabled }), await browser.open({ javaScriptEnabled })]
    await signIn(there, site.url, handle)
    await signIn(here, site.url, handle)
    await here.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await here.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' })
    await there.goto(`${site.url}/account`)
    expect(there.url()).toContain('/sign-in')
    await here.getByRole('button', { name: 'Sign out' }).click()
    await here.waitForURL(`${site.url}/`)
    await here.goto(`${site.url}/account`)
    expect(here.url()).toContain('/sign-in')
  })

  test('deletes the account by typing its handle; the page of the person is gone', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await signIn(page, site.url, `${handle}-leaves`)
    expect((await fetch(`${site.url}/people/${handle}-leaves`)).status).toBe(200)
    await page.getByText('Delete this account').click()
    await page.getByLabel(/^Type/).fill('somebody else')
    await page.getByRole('button', { name: /for good/ }).click()
    await main(page).getByRole('alert').waitFor()
    await page.getByLabel(/^Type/).fill(`${handle}-leaves`)
    await page.getByRole('button', { name: /for good/ }).click()
    await page.waitForURL(`${site.url}/`)
    expect((await fetch(`${site.url}/people/${handle}-leaves`)).status).toBe(404)
  })
})

test('a person signs in from a terminal, submits, cancels, and signs out', async () => {
  const page = await browser.open()
  await signIn(page, site.url, 'linus')
  const login = superweights(['login'], (line) => {
    const address = /https?:\S+user_code=\S+/.exec(line)?.[0]
    if (address) void approve(page, address)
  })
  expect(await login).toMatchObject({ code: 0, stdout: expect.stringContaining(`Signed in at ${site.url} as linus`) })
  expect(statSync(path.join(config, 'superweights', 'credentials.json')).mode & 0o777).toBe(0o600)
  expect((await superweights(['whoami'])).stdout).toContain('linus')
  const sent = await superweights(['submit', 'demo/tiny-single', '1:23:88', '--wait', '--json'])
  expect(JSON.parse(sent.stdout)).toMatchObject({ account: 'linus', status: 'accepted' })
  const another = await superweights(['submit', 'demo/tiny-set', '--json'])
  const { id } = JSON.parse(another.stdout) as { id: string }
  const cancelled = await superweights(['cancel', id])
  expect(cancelled.stdout).toContain(`${id} is cancelled`)
  expect((await superweights(['logout'])).stdout).toContain('Signed out')
  expect((await superweights(['whoami'])).code).toBe(3)
  expect((await superweights(['submit', 'demo/tiny-single', '1:23:88'])).code).toBe(3)
})

async function approve(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Approved.').waitFor()
}

test(
  'a maintainer makes a reviewer of somebody; nobody else sees the form',
  async () => {
    const page = await browser.open()
    await signIn(page, site.url, 'rosa')
    await page.goto(`${site.url}/people/rosa`)
    expect(await page.getByRole('button', { name: 'Set the role' }).count()).toBe(0)
    const other = await browser.open()
    await signIn(other, site.url, 'maintainer')
    await other.goto(`${site.url}/people/rosa`)
    await other.getByLabel('Role of rosa').selectOption('reviewer')
    await other.getByRole('button', { name: 'Set the role' }).click()
    await other.getByText('Reviewer', { exact: true }).waitFor()
    await page.goto(`${site.url}/account`)
    expect(await main(page).innerText()).toContain('submitter, reviewer')
  },
  VERDICT_MS,
)

test('who declines at the provider is told that nothing was done', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/sign-in?error=access_denied`)
  await main(page).getByRole('alert').filter({ hasText: 'You declined at the provider' }).waitFor()
})

test('a foreign site cannot sign anybody in or out, nor send a form that only who is signed in sees', async () => {
  for (const pathname of ['/sign-in/with/oidc', '/sign-out', '/account', '/device', '/people/maintainer']) {
    const answer = await fetch(site.url + pathname, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      redirect: 'manual',
    })
    expect([pathname, answer.status]).toEqual([pathname, 403])
  }
})
