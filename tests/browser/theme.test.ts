import type { Page } from 'playwright-core'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

const LIGHT = 'rgb(252, 251, 249)'
const DARK = 'rgb(21, 20, 18)'
const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const choose = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Appearance' }).getByRole('button', { name }).click()

it('keeps the chosen appearance on the next page, and lets the system decide again', async () => {
  const page = await browser.open({ colorScheme: 'light' })
  await page.goto(site.url)
  expect(await paper(page)).toBe(LIGHT)
  await choose(page, 'Dark')
  expect(await paper(page)).toBe(DARK)
  await page.goto(`${site.url}/weights`)
  expect(await paper(page)).toBe(DARK)
  await choose(page, 'System')
  expect(await paper(page)).toBe(LIGHT)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await paper(page)).toBe(DARK)
  await page.goto(site.url)
  expect(await page.evaluate(() => document.documentElement.hasAttribute('data-theme'))).toBe(false)
})

it.each([
  ['light', 'dark', LIGHT],
  ['dark', 'light', DARK],
] as const)(
  'a chosen %s comes with the page itself on a %s system: nothing changes when scripts run',
  async (theme, colorScheme, color) => {
    const page = await browser.open({ colorScheme })
    await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
    await page.addInitScript(() => {
      const themes: (string | null)[] = []
      Object.assign(window, { themes })
      const note = () => {
        const theme = document.documentElement?.getAttribute('data-theme') ?? null
        if (document.body && themes.at(-1) !== theme) themes.push(theme)
      }
      new MutationObserver(note).observe(document, { childList: true, subtree: true, attributes: true })
    })
    // Twice: the second time it comes from the cache of the front.
    for (const _ of [1, 2]) {
      const response = await page.goto(`${site.url}/weights`)
      expect(await response?.text()).toMatch(new RegExp(`<html[^>]* data-theme="${theme}"`))
      await page.getByRole('group', { name: 'Appearance' }).waitFor()
      expect(await page.evaluate(() => (window as unknown as { themes: string[] }).themes)).toEqual([theme])
      expect(await page.locator('meta[name=color-scheme]').getAttribute('content')).toBe(theme)
      expect(await paper(page)).toBe(color)
    }
  },
)

it('without JavaScript a choice made before still holds', async () => {
  const page = await browser.open({ colorScheme: 'light', javaScriptEnabled: false })
  await page.context().addCookies([{ name: 'theme', value: 'dark', url: site.url }])
  await page.goto(`${site.url}/docs`)
  expect(await paper(page)).toBe(DARK)
})
