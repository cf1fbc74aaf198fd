import type { Page } from 'playwright-core'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, violationsOn } from './axe'

const site = useSite()
const browser = useBrowser()

const open = async (options?: Parameters<typeof browser.open>[0]): Promise<Page> => {
  const page = await browser.open(options)
  await page.goto(`${site.url}/docs/super-weights`)
  return page
}
const said = (page: Page) => page.locator('article figure [aria-live]')

it('removes, scales and rounds the weight by keyboard, and says each time what that did', async () => {
  const page = await open()
  const complaints = complaintsOf(page)
  await said(page).getByText('Perplexity 91.3, ×62.3').waitFor()
  await page.getByRole('radio', { name: 'Remove it' }).focus()
  await page.keyboard.press('ArrowRight')
  const slider = page.getByRole('slider', { name: /Multiply it by/ })
  await said(page).getByText('×26.3').waitFor()
  await slider.focus()
  await page.keyboard.press('End')
  await said(page).getByText('×1.19').waitFor()
  expect(await slider.getAttribute('aria-valuetext')).toBe('times 2.00, 4.34')
  await page.keyboard.press('ArrowLeft')
  expect(await slider.getAttribute('aria-valuetext')).toContain('times 1.95')
  await page.getByRole('radio', { name: 'Quantise its matrix' }).check()
  await said(page).getByText('The weight becomes 0.124 instead of 2.17').waitFor()
  await page.getByRole('radio', { name: /this one stays in 16 bits/ }).check()
  await said(page).getByText('×1.00 that of the intact model').waitFor()
  expect(await violationsOn(page)).toEqual([])
  expect(complaints).toEqual([])
})

it.each([360, 1280])('keeps every plot inside a screen %i pixels wide in every mode', async (width) => {
  const page = await open({ viewport: { width, height: 800 } })
  for (const name of ['Remove it', 'Scale it', 'Quantise its matrix']) {
    await page.getByRole('radio', { name }).check()
    const beyond = await page
      .locator('article figure svg text')
      .evaluateAll((all) =>
        all
          .map((text) => text.getBoundingClientRect())
          .filter(({ left, right, width }) => width > 0 && (left < 0 || right > document.documentElement.clientWidth)),
      )
    expect(beyond).toEqual([])
  }
})

it('shows small plots of the same numbers without JavaScript, and no controls', async () => {
  const page = await open({ javaScriptEnabled: false })
  await page.getByText('Perplexity, the weight scaled').waitFor()
  expect(await page.locator('article figure svg:visible').count()).toBe(7)
  expect(await page.getByRole('radio').count()).toBe(0)
  await page.getByText('The numbers', { exact: true }).click()
  await page.getByRole('row', { name: /^times 0 91.3/ }).waitFor()
})

it('marks the section that is read, in the list beside the text', async () => {
  const page = await open({ viewport: { width: 1280, height: 800 } })
  const nav = page.getByRole('navigation', { name: 'All docs' })
  expect(await nav.getByRole('link', { name: 'What a super weight is' }).getAttribute('aria-current')).toBe('page')
  await nav.getByRole('link', { name: 'Not always one' }).click()
  await nav.locator('[aria-current=location]', { hasText: 'Not always one' }).waitFor()
})

it('has the contents of the page in a menu on a phone, without JavaScript too', async () => {
  const page = await open({ viewport: { width: 360, height: 780 }, javaScriptEnabled: false })
  await page.getByText('On this page', { exact: true }).click()
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'How it works' }).click()
  expect(page.url()).toContain('#how-it-works')
})
