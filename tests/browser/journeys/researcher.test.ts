import type { Page } from 'playwright-core'
import { useBrowser } from '../../helpers/browser'
import { useSite } from '../../helpers/site'
import { makeRecords } from '../site-pages'

const site = useSite()
const browser = useBrowser()

/** Other suites may be before it in the queue. */
const VERDICT_MS = 120_000

// Without scripts a page does not follow its submission: this one has its verdict.
beforeAll(() => makeRecords(site.url))

const model = (page: Page) => page.locator('#repo')
const note = (page: Page) => page.getByLabel('Note')
const send = (page: Page) => page.getByRole('button', { name: 'Submit', exact: true }).click()

describe.each([true, false])('a researcher who mistypes (JavaScript: %s)', (javaScriptEnabled) => {
  it('is told what is wrong, keeps the rest, and gets to an accepted record', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/submit`)
    if (javaScriptEnabled) {
      await model(page).fill('demo/tiny-singel')
      await page.getByText(/no public model/).waitFor() // said while one types
    }
    await model(page).fill('demo/tiny-single')
    await page.getByLabel('Coordinates').fill('1:88:23') // row and column the wrong way round
    await send(page)
    await page.locator('#coordinates-error').filter({ hasText: 'is out of range' }).waitFor()
    expect(await model(page).inputValue()).toBe('demo/tiny-single')
    await page.getByLabel('Coordinates').fill('1:23:88')
    await send(page)
    await page.waitForURL(/\/submissions\/SUB-\d+/)
    await page.getByText('accepted').first().waitFor({ timeout: VERDICT_MS })
    await page
      .locator('main')
      .getByRole('link', { name: /^SW-\d+$/ })
      .first()
      .click()
    await page.waitForURL(/\/weights\/SW-\d+$/)
    expect(await page.locator('main').innerText()).toContain('reproduced')
  })

  it('and sends the misspelt model at once is led to the right one with all that was typed', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/submit`)
    await model(page).fill('demo/tiny-singel')
    await page.getByLabel('Coordinates').fill('1:23:88')
    await page.getByLabel('Value').fill('2.171875')
    await note(page).fill(`From my notebook; scripts: ${String(javaScriptEnabled)}.`)
    await send(page)
    await page.waitForURL(/\/submissions\/SUB-\d+/)
    const told = page.getByText('Did you mean demo/tiny-single?')
    await told.waitFor()
    expect(await told.innerText()).toContain('There is no public repo demo/tiny-singel on the Hub.')
    await page.getByRole('link', { name: 'Use demo/tiny-single' }).click()
    await page.waitForURL(/\/submit\?/)
    expect(await model(page).inputValue()).toBe('demo/tiny-single')
    expect(await page.getByLabel('Coordinates').inputValue()).toBe('1:23:88')
    expect(await page.getByLabel('Value').inputValue()).toBe('2.171875')
    expect(await note(page).inputValue()).toContain('From my notebook')
    await send(page)
    await page.waitForURL(/\/submissions\/SUB-\d+/)
    await page.getByText('accepted').first().waitFor({ timeout: VERDICT_MS })
  })

  it('and checks before sending is led to the right one, too', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/submit`)
    await model(page).fill('demo/tiny-singel')
    await page.getByLabel('Coordinates').fill('1:23:88')
    await page.getByRole('button', { name: 'Check without submitting' }).click()
    await page.getByRole('link', { name: 'Use demo/tiny-single' }).click()
    await page.waitForURL(/\/submit\?/)
    expect(await model(page).inputValue()).toBe('demo/tiny-single')
    expect(await page.getByLabel('Coordinates').inputValue()).toBe('1:23:88')
  })
})
