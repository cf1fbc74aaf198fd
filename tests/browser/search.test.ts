import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

it('/ moves the focus into the box, results come while typing, and the arrow keys and Enter lead to one', async () => {
  const page = await browser.open({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${site.url}/weights`)
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('/')
  await page.keyboard.type('mistal 7b')
  const option = page.getByRole('option', { name: /mistralai\/Mistral-7B-v0.1/ })
  await option.waitFor()
  await page.keyboard.press('ArrowDown')
  expect(await option.getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/models\/mistralai\/Mistral-7B-v0\.1$/)
})

it('is never without the focus while what shows the results takes its place, so no letter is lost', async () => {
  const page = await browser.open({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${site.url}/weights`)
  await page.waitForLoadState('networkidle')
  // Called after each change of the page, before the browser hands over the next key.
  const focused = page.evaluate(
    () =>
      new Promise((resolve) => {
        const form = document.querySelector('form[role=search]')
        if (form) new MutationObserver(() => resolve(document.activeElement?.id)).observe(form, { childList: true })
      }),
  )
  // A busy machine may show the page before its scripts run.
  while ((await page.evaluate(() => document.activeElement?.id)) !== 'find')
    await page.keyboard.press('/', { delay: 50 })
  expect(await focused).toBe('find')
})

it('Enter without a choice shows all results, and Escape closes the list', async () => {
  const page = await browser.open({ viewport: { width: 1280, height: 900 } })
  await page.goto(site.url)
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('/')
  const box = page.getByRole('combobox')
  await box.fill('llama 2 7b')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  await box.fill('llama 2 7b hf')
  await page.getByRole('option').first().waitFor()
  await box.fill('llama 2 7b')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=llama(?:\+|%20)2(?:\+|%20)7b/)
  await page.getByRole('heading', { name: 'Models' }).waitFor()
})

it('everything works without JavaScript, and leads to the weights to keep', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(site.url)
  await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('llama2 7b')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Which weights to keep' }).first().click()
  expect(page.url()).toContain('/keep?repo=meta-llama%2FLlama-2-7b-hf')
})

it('on a phone a link leads to the search', async () => {
  const page = await browser.open({ viewport: { width: 390, height: 844 } })
  await page.goto(`${site.url}/weights`)
  await page.getByRole('link', { name: 'Search' }).click()
  await page.waitForURL(/\/search$/)
})
