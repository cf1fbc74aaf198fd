import type { Locator } from 'playwright-core'
import { db } from '@/lib/db'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, violationsOn } from './axe'

const site = useSite()
const browser = useBrowser()

/** A report that no release could have filed, and that no record names: its page cannot be made. */
const SHA = '5'.padEnd(64, '0')
const PATH = `/reports/${SHA}`

beforeAll(async () => {
  // The oldest of all: other suites ask for the newest.
  const report = { sha256: SHA, body: { nothing: true }, filedAt: new Date(0) }
  await db.report.upsert({ where: { sha256: SHA }, create: report, update: {} })
})

it.each(['light', 'dark'] as const)('a page that cannot be made says so without JavaScript, in %s', async (scheme) => {
  const page = await browser.open({ javaScriptEnabled: false, colorScheme: scheme })
  const response = await page.goto(site.url + PATH)
  expect(response?.status()).toBe(500)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Internal error')
  expect(await page.locator('main').innerText()).toContain(`Request ${response?.headers()['x-request-id']}`)
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(paper).toBe(scheme === 'light' ? 'rgb(252, 251, 249)' : 'rgb(21, 20, 18)')
  await page.getByRole('link', { name: 'Front page' }).click()
  expect(new URL(page.url()).pathname).toBe('/')
})

it('keeps nobody out, breaks no policy and fits a small screen', async () => {
  const page = await browser.open({ viewport: { width: 360, height: 780 } })
  const complaints = complaintsOf(page)
  const response = await page.goto(site.url + PATH)
  expect(response?.headers()).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' })
  expect(await violationsOn(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  expect(complaints.filter((line) => !/status of 500/.test(line))).toEqual([])
})

const push = (path: string) => {
  const { next } = window as unknown as { next: { router: { push(path: string): void } } }
  next.router.push(path)
}

/** Acts until something is shown, five times at most. */
async function untilShown(shown: Locator, act: () => Promise<void>): Promise<boolean> {
  for (let tried = 0; tried < 5; tried++) {
    await act()
    await shown.waitFor({ timeout: 5_000 }).catch(() => undefined)
    if (await shown.isVisible()) return true
  }
  return false
}

it('a reader who follows a link to it inside the site is told the same in its place, and what the log calls it', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/weights`)
  const heading = page.getByRole('heading', { level: 1, name: 'This page could not be rendered' })
  // A push before the page is hydrated is lost.
  await expect(untilShown(heading, () => page.evaluate(push, PATH))).resolves.toBe(true)
  expect(await page.getByRole('alert').first().innerText()).toContain('Something went wrong inside the registry')
  await page.getByText(/The log names it \d+/).waitFor()
})
