import type { Page } from 'playwright-core'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf } from './axe'
import { submitAndWait } from './submit-by-api'

const site = useSite()
const browser = useBrowser()
const ids = { submission: '', weight: '', set: '', report: '' }

beforeAll(async () => {
  const record = await submitAndWait(site.url, 'demo/tiny-pair', ['1:3:40', '1:28:40'])
  Object.assign(ids, { submission: record.id, weight: record.weights[0], set: record.set, report: record.report })
})

/** Every kind of page, and the status it comes with. */
const KINDS: readonly (readonly [what: string, path: () => string, status: number])[] = [
  ['the front page', () => '/', 200],
  ['a list', () => '/weights?layer=2', 200],
  ['a list at a broken address', () => '/weights?layer=two', 200],
  ['the models', () => '/models', 200],
  ['a model', () => '/models/huggyllama/llama-7b', 200],
  ['a record', () => `/weights/${ids.weight}`, 200],
  ['a set', () => `/sets/${ids.set}`, 200],
  ['a report', () => `/reports/${ids.report}`, 200],
  ['a submission', () => `/submissions/${ids.submission}`, 200],
  ['the submissions', () => '/submissions', 200],
  ['the form', () => '/submit', 200],
  ['the documentation', () => '/docs', 200],
  ['a page of it', () => '/docs/protocol', 200],
  ['the errors', () => '/errors', 200],
  ['a page of an error', () => '/errors/not-found', 200],
  ['an address that is nothing', () => '/nothing', 404],
  ['a record that is not there', () => '/weights/SW-999999', 404],
]

/** Opens a page and collects what it complains of; the browser's own line on a status of 404 is none. */
async function visit(path: string): Promise<{ page: Page; status: number | undefined; complaints: string[] }> {
  const page = await browser.open()
  const complaints = complaintsOf(page)
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
    )
  })
  const response = await page.goto(`${site.url}${path}`)
  await page.getByRole('button', { name: /appearance$/ }).waitFor()
  complaints.push(...(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)))
  return { page, status: response?.status(), complaints: complaints.filter((line) => !/status of 404/.test(line)) }
}

test.each(KINDS)(
  '%s runs its scripts, the theme switches, and the policy has nothing to complain of',
  async (_, path, status) => {
    const { page, complaints, status: given } = await visit(path())
    expect([given, complaints]).toEqual([status, []])
    // The switch is rendered only where scripts run, and works only where React has taken the page over.
    const toggle = page.getByRole('button', { name: /appearance$/ })
    const before = await toggle.innerText()
    await toggle.click()
    expect(await toggle.innerText()).not.toBe(before)
    const theme = await page.evaluate(() => document.documentElement.dataset['theme'])
    await page.reload()
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme)
    expect(complaints.filter((line) => !/status of 404/.test(line))).toEqual([])
  },
)

test('what follows without loading a page anew stays within the policy', async () => {
  const { page, complaints } = await visit('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click()
  await page.waitForURL(/\/models$/)
  await page.getByRole('link', { name: 'huggyllama/llama-7b' }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect([complaints, await page.evaluate(() => (window as unknown as { violations: string[] }).violations)]).toEqual([
    [],
    [],
  ])
})

test.each([
  ['a script element', '<script>window.ran = true</script>'],
  ['a handler in an attribute', '<img src="/nothing.png" onerror="window.ran = true">'],
  ['an address that is a script', '<iframe src="javascript:parent.ran = true"></iframe>'],
  ['a script of another site', '<script src="data:text/javascript,window.ran=true"></script>'],
  ['a script with somebody else’s nonce', '<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">window.ran = true</script>'],
])('%s that somebody smuggles into a page does not run', async (_, markup) => {
  const page = await browser.open()
  await page.route(`${site.url}/docs`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('</main>', `${markup}</main>`) })
  })
  await page.addInitScript(() => {
    Object.assign(window, {
      blocked: new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true })),
    })
  })
  await page.goto(`${site.url}/docs`)
  await page.evaluate(() => (window as unknown as { blocked: Promise<unknown> }).blocked.then(() => undefined))
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})
