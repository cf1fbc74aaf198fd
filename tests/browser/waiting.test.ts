import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

/** A gate that requests wait at. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

it('a skeleton stands for the answer while a form waits for it, and the form stays', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/keep`)
  await page.getByRole('group', { name: 'Appearance' }).waitFor()
  const { opened, open } = gate()
  const seen: unknown[] = []
  // The page says itself what it shows: nothing else may ask it while it is being left.
  await page.exposeFunction('tell', (what: unknown) => {
    seen.push(what)
    open()
  })
  await page.evaluate(() => {
    const look = () => {
      const waiting = document.querySelector('[data-answer][data-waiting][aria-busy=true]')
      const status = [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).join('')
      if (!waiting || status === '') return
      const { tell } = window as unknown as { tell(what: unknown): void }
      const options = { visibilityProperty: true }
      const form = document.querySelector('main form')?.checkVisibility(options)
      tell({ status, form, before: waiting.firstElementChild?.checkVisibility(options) })
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
  })
  await page.route('**/keep?**', async (route) => {
    await opened
    await route.continue()
  })
  await page.getByRole('searchbox', { name: 'Model', exact: true }).fill('demo/tiny-plain')
  await page.getByRole('button', { name: 'Show' }).click({ noWaitAfter: true })
  await page.waitForURL(/\/keep\?repo=/)
  expect(seen[0]).toEqual({ status: 'Loading …', form: true, before: false })
  await page.getByRole('heading', { name: 'demo/tiny-plain' }).waitFor()
  expect(await page.locator('[data-waiting]').count()).toBe(0)
})

it('and for a whole page that a link leads to; Escape brings back what was there', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/search?q=llama+2+7b`)
  await page.getByRole('group', { name: 'Appearance' }).waitFor()
  const { opened, open } = gate()
  await page.route('**/models/**', async (route) => {
    await opened
    await route.continue()
  })
  const link = page.locator('main a[href^="/models/"]').first()
  await link.click({ noWaitAfter: true })
  const waiting = page.locator('main[data-waiting]')
  await waiting.waitFor()
  await page.keyboard.press('Escape')
  await waiting.waitFor({ state: 'detached' })
  await link.click({ noWaitAfter: true })
  await waiting.waitFor()
  open()
  await page.waitForURL(/\/models\//)
  await waiting.waitFor({ state: 'detached' })
})

it('what opens elsewhere starts no waiting here', async () => {
  const page = await browser.open()
  await page.clock.install()
  await page.goto(`${site.url}/weights/SW-000001`)
  await page.getByRole('group', { name: 'Appearance' }).waitFor()
  await page
    .getByRole('link', { name: 'huggyllama/llama-7b' })
    .first()
    .click({ modifiers: ['Control'] })
  await page.clock.fastForward(5_000)
  expect(await page.locator('[data-waiting]').count()).toBe(0)
})
