import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, noteViolations, violationsOn } from './axe'
import { countScripts, frameworkBytes } from './framework-bytes'
import { makeRecords, SITE_PAGES, type SitePage, type SiteRecords } from './site-pages'

const site = useSite()
const browser = useBrowser()
let records: SiteRecords | undefined
const known = (): SiteRecords => {
  if (!records) throw new Error('The records of these tests are not made yet.')
  return records
}

beforeAll(async () => {
  records = await makeRecords(site.url)
})

/** What a page may load beyond the framework: room for a form and a live page, not for a library. */
const OWN_BYTES = 20_000

test('every page of the site is tested here', () => {
  const app = path.join(__dirname, '..', '..', 'app')
  const routes = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/'))
  expect(routes.length).toBeGreaterThan(10)
  expect(routes.filter((route) => !SITE_PAGES.some((page) => page.route === route))).toEqual([])
})

describe.each(SITE_PAGES.map((row) => [row.name, row] as const))('%s', (_, row) => {
  it('keeps nobody out in both themes at 360 and 1440 pixels, breaks no policy, and loads little', async () => {
    const page = await browser.open({ viewport: { width: 1440, height: 900 } })
    const complaints = complaintsOf(page)
    const refused = await noteViolations(page)
    const scripts = countScripts(page)
    const response = await page.goto(site.url + row.path(known()), { waitUntil: 'networkidle' })
    expect(response?.status()).toBe(row.status ?? 200)
    await page.getByText(row.shows).first().waitFor()
    expect(await scripts()).toBeGreaterThan(frameworkBytes() * 0.9)
    expect((await scripts()) - frameworkBytes()).toBeLessThanOrEqual(OWN_BYTES)
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect([width, colorScheme, await violationsOn(page)]).toEqual([width, colorScheme, []])
      }
    }
    await fitsAndHasHeadings(page)
    await tellsSearchEngines(page, row)
    await switchesTheme(page)
    // A page that does not exist is answered 404, which the browser itself reports.
    expect([...complaints.filter((c) => !/status of 404/.test(c)), ...(await refused())]).toEqual([])
  })
})

/** At the width that the page now has. */
async function fitsAndHasHeadings(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  const levels = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map((h) => Number(h.tagName[1])))
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1))
}

interface Breadcrumbs {
  readonly itemListElement: readonly { readonly name: string }[]
}

/** One canonical address, a description, a breadcrumb that reads the same in data, and data that can be parsed. */
async function tellsSearchEngines(page: Page, { path: pathOf, canonical, status = 200 }: SitePage): Promise<void> {
  const pathname = (canonical ?? pathOf)(known()).replace(/\?.*$/, '')
  const named = await page
    .locator('link[rel=canonical]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  expect(named).toEqual(canonical === null ? [] : [site.url + pathname])
  expect((await page.locator('meta[name=description]').getAttribute('content'))?.length).toBeGreaterThan(30)
  const data = (await page.locator('script[type="application/ld+json"]').allTextContents()).map(
    (json) => JSON.parse(json) as Record<string, unknown>,
  )
  if (status !== 200 || pathname === '/') return
  const trail = data.find((one) => one['@type'] === 'BreadcrumbList') as unknown as Breadcrumbs
  const shown = page.getByRole('navigation', { name: 'Breadcrumb' }).locator('li:not([aria-hidden])')
  expect(trail.itemListElement.map(({ name }) => name)).toEqual(await shown.allTextContents())
}

/** The switch is rendered only where scripts run, and works only where React has taken the page over. */
async function switchesTheme(page: Page): Promise<void> {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const appearance = page.getByRole('group', { name: 'Appearance' })
  await appearance.getByRole('button', { name: 'Light' }).click()
  const light = await paper()
  await appearance.getByRole('button', { name: 'Dark' }).click()
  expect(await paper()).not.toBe(light)
}

describe('on a phone', () => {
  const phone = () => browser.open({ viewport: { width: 360, height: 780 } })

  it.each([
    ['the front page', () => '/'],
    ['the index', () => '/weights'],
    ['a verified record', () => `/weights/${known().single.weights[0]}`],
    ['the sets', () => '/sets'],
    ['a set', () => `/sets/${known().set.set}`],
    ['the index of other units', () => '/weights?unit=expert&unit=scalar'],
    ['a comparison', () => `/compare?ids=${known().single.weights[0]},SW-000001`],
    ['the models', () => '/models'],
    ['a model', () => '/models/demo/tiny-set'],
    ['a model with derived ones', () => '/models/demo/tiny-single'],
    ['a model without a record', () => '/models/demo/single-tuned'],
    ['the queue', () => '/submissions'],
    ['a report', () => `/reports/${known().single.report}`],
  ])(
    'no table of %s hides anything to the side, and every cell has its label or a line of its own',
    async (_name, path) => {
      const page = await phone()
      await page.goto(site.url + path())
      const tables = page.locator('table.stacked')
      await tables.first().waitFor()
      const cut = await page
        .locator('[role=region]:has(> table.stacked)')
        .evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.ariaLabel))
      expect(cut).toEqual([])
      const left = await tables
        .locator('td')
        .evaluateAll((all) =>
          all.filter((e) => e.checkVisibility()).map((e) => Math.round(e.getBoundingClientRect().left)),
        )
      expect(new Set(left).size).toBe(1)
    },
  )

  it('the index keeps class and level of every record', async () => {
    const page = await phone()
    await page.goto(`${site.url}/weights?model=demo/tiny-single`)
    const row = page.locator('tbody tr').filter({ hasText: String(known().single.weights[0]) })
    expect(await row.innerText()).toContain('super weight')
    expect(await row.innerText()).toContain('2 reproduced')
    expect(await row.getByRole('cell').filter({ hasText: 'super weight' }).isVisible()).toBe(true)
  })

  it('the button to submit keeps clear of the line under the current tab', async () => {
    const page = await phone()
    for (const path of ['/weights', '/sets', '/models', '/submissions', '/docs', '/submit']) {
      await page.goto(site.url + path)
      const boxes = await page
        .locator('nav[aria-label="Main"] a')
        .evaluateAll((all) =>
          all
            .map((a) => a.getBoundingClientRect())
            .map(({ top, bottom, left, right }) => ({ top, bottom, left, right })),
        )
      const submit = boxes.at(-1)
      // The line is drawn up to 10 pixels under the words.
      for (const tab of boxes.slice(0, -1))
        expect(
          submit !== undefined &&
            (submit.left >= tab.right || submit.top >= tab.bottom + 10 || submit.bottom <= tab.top),
        ).toBe(true)
    }
  })
})

it('an old version says so and leads to the latest, which lists it', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/weights/${known().single.weights[0]}.1`)
  await page.getByText('it has been superseded').waitFor()
  await page.getByRole('link', { name: /, version \d+$/ }).click()
  await page.waitForURL(/\/weights\/SW-\d+$/)
  await page.getByRole('link', { name: 'Version 1', exact: true }).click()
  await page.waitForURL(/\/weights\/SW-\d+\.1$/)
})

it('filters, sorts and pages without JavaScript, with the state in the address', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(`${site.url}/weights`)
  await page.getByLabel('Model contains').fill('OLMo-1B')
  await page.getByRole('button', { name: 'Apply' }).first().click()
  expect(new URL(page.url()).searchParams.get('model')).toBe('OLMo-1B')
  const byLayer = () => page.getByRole('columnheader').getByRole('link', { name: 'Layer' })
  await byLayer().click()
  await byLayer().click()
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ model: 'OLMo-1B', order: 'desc' })
  const rows = page.locator('tbody tr')
  const layers = await rows.evaluateAll((all) => all.map((row) => Number(row.children[2]?.textContent)))
  expect(layers.length).toBeGreaterThanOrEqual(3)
  expect(layers).toEqual(layers.toSorted((a, b) => b - a))
  await page.goto(`${site.url}/weights?limit=10`)
  await page.getByRole('link', { name: 'Next page' }).click()
  expect(await rows.first().innerText()).toContain('SW-000011')
  await page.getByRole('link', { name: 'Back to the start' }).click()
  expect(await rows.first().innerText()).toContain('SW-000001')
})

it('lists sets without JavaScript: members, R, class and level of each, filtered by the address', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(`${site.url}/`)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sets' }).click()
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(1)
  await page.getByLabel('Class').selectOption('B')
  await page.getByRole('button', { name: 'Show' }).click()
  expect(new URL(page.url()).searchParams.get('class')).toBe('B')
  // Other suites may have made sets of this class too.
  const rows = page.locator('tbody tr')
  for (const row of await rows.all()) expect(await row.innerText()).toContain('super-weight set')
  const words = await rows.filter({ hasText: String(known().set.set) }).innerText()
  for (const shown of [String(known().set.set), 'demo/tiny-set', '3 weights', 'super-weight set', '2 reproduced'])
    expect(words).toContain(shown)
  expect(words).toMatch(/×\d\d/)
})
